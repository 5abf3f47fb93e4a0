package io.voxbus.proto.v1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.util.JsonFormat;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Keeps the wire as it is: a test that fails here means that vehicles in the field would not
 * understand each other.
 */
class WireTest {
  /** A field number that no message has. */
  private static final int FUTURE_FIELD = 900;

  private static void assertWire(String hex, Message message) {
    assertEquals(hex, HexFormat.of().formatHex(message.toByteArray()));
  }

  private static UnknownFieldSet future() {
    ByteString content = ByteString.copyFromUtf8("from a newer sender");
    UnknownFieldSet.Field field =
        UnknownFieldSet.Field.newBuilder().addLengthDelimited(content).build();
    return UnknownFieldSet.newBuilder().addField(FUTURE_FIELD, field).build();
  }

  @Test
  void truncatedBytesAreRefused() {
    for (Message message : Samples.all()) {
      ByteString whole = message.toByteString();
      assertThrows(
          InvalidProtocolBufferException.class,
          () -> message.getParserForType().parseFrom(whole.substring(0, whole.size() - 1)));
    }
  }

  @Test
  void invalidUtf8IsRefused() {
    byte[] bytes = {0x12, 0x02, (byte) 0xC3, 0x28};
    assertThrows(InvalidProtocolBufferException.class, () -> Transcript.parseFrom(bytes));
  }

  @Test
  void jsonWithAnUnknownFieldIsRefusedUnlessItIsIgnored() throws InvalidProtocolBufferException {
    String json = "{\"id\": \"u-17\", \"mood\": \"calm\"}";
    Transcript.Builder builder = Transcript.newBuilder();
    assertThrows(
        InvalidProtocolBufferException.class, () -> JsonFormat.parser().merge(json, builder));
    builder.clear();
    JsonFormat.parser().ignoringUnknownFields().merge(json, builder);
    assertEquals("u-17", builder.getId());
  }

  @Test
  void theSamplesSetEveryField() {
    Samples.all().forEach(WireTest::assertEveryFieldSet);
  }

  private static void assertEveryFieldSet(Message message) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      boolean set = field.isRepeated() || message.hasField(field);
      assertTrue(set || field.getRealContainingOneof() != null, field::getFullName);
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        inner(message, field).forEach(WireTest::assertEveryFieldSet);
      }
    }
  }

  private static Collection<Message> inner(Message message, FieldDescriptor field) {
    if (!field.isRepeated()) {
      return List.of((Message) message.getField(field));
    }
    List<?> values = (List<?>) message.getField(field);
    assertFalse(values.isEmpty(), field::getFullName);
    return values.stream().map(Message.class::cast).toList();
  }

  @Test
  void theBytesOfATranscriptStay() {
    assertWire(
        "0a04752d313712237365742074686520647269766572207369646520746f2032312e3520646567"
            + "7265657319c3f5285c8fc2ed3f2205656e2d555328023203732d3438c0f3d8fff53340004a1e0a"
            + "137365742074686520647269766572732065796511000000000000d03f"
            + "5204002b80ff5a026b31",
        Samples.transcript());
  }

  @Test
  void theBytesOfACommandStay() {
    assertWire(
        "0a06752d31372f3010031a04752d3137220f7365745f74656d70657261747572652a063c76635f"
            + "313e32160a0b74656d7065726174757265190000000000803540320e0a04617265611206647269"
            + "7665723a3f0a0f434c494d4154455f52455155455354121754617267657454656d706572617475"
            + "726544726976657219000000000080354022047761726d2a0464656743421208b4a4fcc7011001"
            + "1a04002b80ff2001286448d4f3d8fff53350a483d9fff5335a4030313233343536373839616263"
            + "646566303132333435363738396162636465663031323334353637383961626364656630313233"
            + "34353637383961626364656662077669727475616c6a04002b80ff72026b32",
        Samples.command());
  }

  @Test
  void theBytesOfAnAckStay() {
    assertWire(
        "0a06752d31372f3010041804222554617267657454656d70657261747572654472697665722064"
            + "65636f64657320746f20323228d9f3d8fff533",
        Samples.ack());
  }

  @Test
  void theBytesOfAResponseStay() {
    assertWire(
        "0a04752d313710031a550a0f7365745f74656d706572617475726512063c76635f313e1a160a0b"
            + "74656d70657261747572651900000000008035401a0e0a0461726561120664726976657220052a"
            + "086d69736d617463683206752d31372f3022215468652074656d706572617475726520636f756c"
            + "64206e6f74206265207365742e29ae47e17a14aeef3f32063c76635f313e32083c76635f656e64"
            + "3e3a0b08d20110bc1e187820982a421561206c696e6520666f72207468652073656e646572"
            + "4a4c0a410a0f7365745f74656d706572617475726512063c76635f313e1a160a0b74656d706572"
            + "61747572651900000000008035401a0e0a04617265611206647269766572"
            + "11000000000000e03f",
        Samples.response());
  }

  @Test
  void theBytesOfAVehicleStateStay() {
    assertWire(
        "0a1f0a0d56656869636c652e537065656419000000000040484028c0f3d8fff5330a1b0a105665"
            + "6869636c652e49734d6f76696e67100128c0f3d8fff5330a380a2c56656869636c652e506f7765"
            + "72747261696e2e5472616e736d697373696f6e2e53656c65637465644765617222014428c0f3d8"
            + "fff533",
        Samples.vehicleState());
  }

  @Test
  void theBytesOfAStatusStay() {
    assertWire(
        "0802120773746f707065641a05302e312e302207636162696e2d312a4030313233343536373839"
            + "616263646566303132333435363738396162636465663031323334353637383961626364656630"
            + "313233343536373839616263646566324030313233343536373839616263646566303132333435"
            + "363738396162636465663031323334353637383961626364656630313233343536373839616263"
            + "6465663a077669727475616c40c0f3d8fff53348a0c8dcfff533"
            + "520e766f786275732d636162696e2d315a3e0a0e766f786275732d636162696e2d3210031a23"
            + "6120676f6c64656e20636f6d6d616e642063616d65206f7574206f746865727769736520c0f3"
            + "d8fff533",
        Samples.status());
  }

  @Test
  void unknownFieldsSurviveParsingAndSerialising() throws InvalidProtocolBufferException {
    for (Message message : Samples.all()) {
      Message newer = message.toBuilder().setUnknownFields(future()).build();
      Message read = message.getParserForType().parseFrom(newer.toByteString());
      assertEquals(future(), read.getUnknownFields());
      assertEquals(newer.toByteString(), read.toBuilder().build().toByteString());
    }
  }

  @Test
  void anOldReaderSeesANewMessagesKnownFields() throws InvalidProtocolBufferException {
    Message newer = Samples.command().toBuilder().setUnknownFields(future()).build();
    CanBridgeCommand read = CanBridgeCommand.parseFrom(newer.toByteString());
    assertEquals(
        Samples.command(),
        read.toBuilder().setUnknownFields(UnknownFieldSet.getDefaultInstance()).build());
  }

  @Test
  void anOldReaderSeesANewEnumValueAsUnrecognized() throws InvalidProtocolBufferException {
    CanBridgeAck newer = Samples.ack().toBuilder().setReasonValue(99).build();
    CanBridgeAck read = CanBridgeAck.parseFrom(newer.toByteString());
    assertEquals(AckReason.UNRECOGNIZED, read.getReason());
    assertEquals(99, read.getReasonValue());
  }

  @Test
  void aNewReaderSeesWhatAnOldMessageLacksAsAbsent() throws InvalidProtocolBufferException {
    Transcript old =
        Transcript.parseFrom(
            Transcript.newBuilder().setId("u").setText("stop").build().toByteString());
    assertFalse(old.hasConfidence());
    assertFalse(old.hasFinal());
    assertEquals(Seat.SEAT_UNSPECIFIED, old.getSpeaker());
    assertEquals(0, old.getSpokenAtMs());
    assertEquals(0, old.getAlternativesCount());
    assertTrue(old.getSignature().isEmpty());
  }

  @Test
  void theJsonFormReadsBack() throws InvalidProtocolBufferException {
    for (Message message : Samples.all()) {
      Message.Builder builder = message.newBuilderForType();
      JsonFormat.parser().merge(JsonFormat.printer().print(message), builder);
      assertEquals(message, builder.build());
    }
  }

  @Test
  void theJsonFormOfATranscriptStays() throws InvalidProtocolBufferException {
    String json =
        JsonFormat.printer().omittingInsignificantWhitespace().print(Samples.transcript());
    assertEquals(
        "{\"id\":\"u-17\",\"text\":\"set the driver side to 21.5 degrees\",\"confidence\":0.93,"
            + "\"locale\":\"en-US\",\"speaker\":\"SEAT_PASSENGER\",\"session\":\"s-4\","
            + "\"spokenAtMs\":\"1784021400000\",\"final\":false,"
            + "\"alternatives\":[{\"text\":\"set the drivers eye\",\"confidence\":0.25}],"
            + "\"signature\":\"ACuA/w==\",\"keyId\":\"k1\"}",
        json);
  }
}
