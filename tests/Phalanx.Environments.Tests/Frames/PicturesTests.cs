using System.Xml.Linq;

namespace Phalanx.Environments.Tests;

/// <summary>
/// The pictures on the pages are what the environments draw. With <c>PHALANX_UPDATE_PICTURES=1</c> the tests write those that the pages show instead.
/// </summary>
public sealed class PicturesTests
{
    private const int StepsBefore = 3;

    private static readonly EnvironmentRegistry BuiltIns = EnvironmentRegistry.WithBuiltIns();
    private static readonly string Pages = Path.Combine(RepositoryRoot.Path, "docs", "environments");
    private static readonly EnvironmentDefinition[] ThatDraw = [.. BuiltIns.Where(Draws)];

    public static TheoryData<string> Drawn => [.. ThatDraw.Select(definition => definition.Name)];

    public static TheoryData<string> Shown => [.. ThatDraw.Where(IsShown).Select(definition => definition.Name)];

    public static TheoryData<string> PagesWithFrames => [.. ThatDraw.Select(definition => definition.Page).Distinct()];

    [Theory]
    [MemberData(nameof(Shown), DisableDiscoveryEnumeration = true)]
    public void A_picture_on_a_page_is_what_the_environment_draws(string name)
    {
        IEnvironmentBatch batch = BuiltIns[name].Create(null, 1);
        RandomPlay.Play(batch, seed: 1, StepsBefore);
        string drawing = FrameSvg.Draw(batch.Draw(0)!);
        XDocument.Parse(drawing);

        string file = Path.Combine(Pages, PictureOf(name));
        if (Environment.GetEnvironmentVariable("PHALANX_UPDATE_PICTURES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, drawing);
        }

        Assert.Equal(File.ReadAllText(file), drawing);
    }

    [Theory]
    [MemberData(nameof(PagesWithFrames), DisableDiscoveryEnumeration = true)]
    public void A_page_of_environments_that_draw_shows_one_of_them(string page) =>
        Assert.Contains(ThatDraw, definition => definition.Page == page && IsShown(definition));

    [Fact]
    public void Every_picture_is_on_a_page() => Assert.Equal(
        Directory.GetFiles(Path.Combine(Pages, "pictures")).Select(Path.GetFileName).Order(StringComparer.Ordinal),
        ThatDraw.Where(IsShown).Select(definition => Path.GetFileName(PictureOf(definition.Name))).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Drawn), DisableDiscoveryEnumeration = true)]
    public void A_frame_can_be_printed_as_text(string name)
    {
        using TemporaryFolder folder = new();
        IEnvironmentBatch batch = BuiltIns[name].Create(RunnableSettings.Of(BuiltIns[name], folder), 1);
        RandomPlay.Play(batch, seed: 1, StepsBefore);
        Frame frame = batch.Draw(0)!;

        string[] lines = FrameText.Print(frame).TrimEnd('\n').Split('\n');

        // A character and a space for each unit of the board, one line for each row, and the caption.
        Assert.Equal(Math.Ceiling(frame.Height) + 1, lines.Length);
        Assert.All(lines[..^1], line => Assert.Equal((2 * Math.Ceiling(frame.Width)) - 1, line.Length));
        Assert.Contains(lines[..^1], line => line.Any(letter => letter is not ('.' or ' ')));
        Assert.Equal(frame.Caption, lines[^1]);
    }

    private static string PictureOf(string name) => $"pictures/{name.Replace('/', '-')}.svg";

    private static bool IsShown(EnvironmentDefinition definition) =>
        File.ReadAllText(Path.Combine(Pages, $"{definition.Page}.md")).Contains($"]({PictureOf(definition.Name)})", StringComparison.Ordinal);

    private static bool Draws(EnvironmentDefinition definition)
    {
        using TemporaryFolder folder = new();
        IEnvironmentBatch batch = definition.Create(RunnableSettings.Of(definition, folder), 1);
        batch.Reset(0, 1);
        return batch.Draw(0) is not null;
    }
}
