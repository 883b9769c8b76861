using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Phalanx.Dashboard.Assets;

namespace Phalanx.Dashboard.Tests.Assets;

public class AssetFilesTests
{
    /// <summary>The charts are the work of others: what is served is the file that was looked at, and no other.</summary>
    [Fact]
    public void The_charts_are_the_very_file_that_was_chosen() => Assert.Equal(
        "9cb015aae490b7da4c8013dd2203819458713d1eed26577d8615836fb7c11e1f", Convert.ToHexStringLower(SHA256.HashData(AssetFiles.Find("echarts.js")!.Content)));

    [Fact]
    public void Script_and_style_are_small() => Assert.InRange(AssetFiles.Find("dashboard.js")!.Content.Length + AssetFiles.Find("dashboard.css")!.Content.Length, 1, 100_000);

    [Fact]
    public void Every_file_of_the_script_is_part_of_it()
    {
        string script = Encoding.UTF8.GetString(AssetFiles.Find("dashboard.js")!.Content);
        string[] files = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "src/Phalanx.Dashboard/Assets"), "*.js");
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            string[] lines = File.ReadAllLines(file);
            Assert.InRange(lines.Length, 2, 400);
            Assert.Contains(lines[0], script, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("innerHTML|outerHTML|insertAdjacentHTML|document\\.write")]
    [InlineData("\\beval\\(|new Function")]
    [InlineData("setAttribute\\(\"style\"|style:\\s*\"")]
    [InlineData("https?://(?!www\\.w3\\.org/)")]
    public void The_script_has_nothing_that_texts_could_run_by_or_that_asks_elsewhere(string pattern) =>
        Assert.DoesNotMatch(new Regex(pattern), Encoding.UTF8.GetString(AssetFiles.Find("dashboard.js")!.Content));

    [Fact]
    public void The_notices_name_what_is_carried() =>
        Assert.Contains("Apache ECharts", Encoding.UTF8.GetString(AssetFiles.Find("notices.txt")!.Content), StringComparison.Ordinal);

    [Theory]
    [InlineData("page.html")]
    [InlineData("../page.html")]
    [InlineData("elements.js")]
    public void No_other_file_is_served(string name) => Assert.Null(AssetFiles.Find(name));
}
