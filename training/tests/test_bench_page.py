"""A bench's page in headless Chromium: it loads nothing, reports no error, and fits a laptop and a phone."""

import shutil
from pathlib import Path

import pytest

webdriver = pytest.importorskip("selenium.webdriver")

PAGE = Path(__file__).resolve().parents[2] / "hil/target/bench-report/report.html"
CHROMIUM = shutil.which("chromium")
DRIVER = shutil.which("chromedriver")

pytestmark = [
    pytest.mark.skipif(not PAGE.exists(), reason="the Java test RunCommandTest writes the page"),
    pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason="chromium or chromedriver is not installed"),
]

# The smallest text as it is shown, in pixels: that of a plot is scaled with the plot.
SMALLEST_TEXT = """
return Math.min(...[...document.querySelectorAll('body *')]
  .filter(e => e.textContent.trim() && e.getClientRects().length)
  .map(e => {
    const svg = e.closest('svg');
    const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    return parseFloat(getComputedStyle(e).fontSize) * scale;
  }));
"""


@pytest.fixture(scope="module")
def browser():
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.mark.parametrize("width, mobile", [(1280, False), (390, True)])
def test_the_page_is_without_errors_and_readable(browser, width, mobile):
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": mobile}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get(PAGE.as_uri())
    browser.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert browser.get_log("browser") == []
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert browser.execute_script("return document.scrollingElement.scrollWidth") <= width
    assert browser.execute_script(SMALLEST_TEXT) >= 10
    assert len(browser.find_elements("css selector", "details svg")) > 0
