using Phalanx.Pages.Tests.Browsers;

namespace Phalanx.Pages.Tests;

public class ChromiumTests
{
    [Fact]
    public void A_browser_that_is_named_is_the_only_one_looked_for()
    {
        Assert.Equal("/usr/bin/google-chrome", Chromium.Find(null, path => path.EndsWith("chrome", StringComparison.Ordinal)));
        Assert.Equal("/usr/bin/chromium", Chromium.Find("", _ => true));
        Assert.Equal("/opt/own", Chromium.Find("/opt/own", path => path == "/opt/own"));
        Assert.Null(Chromium.Find("/opt/own", path => path != "/opt/own"));
    }
}
