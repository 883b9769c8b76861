using System.Xml.Linq;

namespace Phalanx.Environments.Tests;

/// <summary>
/// The pictures on the pages are what the environments draw. With <c>PHALANX_UPDATE_PICTURES=1</c> the tests write them instead.
/// </summary>
public sealed class PicturesTests
{
    private const int StepsBefore = 3;

    public static TheoryData<string> Drawn => [.. EnvironmentRegistry.WithBuiltIns().Where(Draws).Select(definition => definition.Name)];

    [Theory]
    [MemberData(nameof(Drawn), DisableDiscoveryEnumeration = true)]
    public void The_picture_on_the_page_is_what_the_environment_draws(string name)
    {
        EnvironmentDefinition definition = EnvironmentRegistry.WithBuiltIns()[name];
        IEnvironmentBatch batch = definition.Create(null, 1);
        RandomPlay.Play(batch, seed: 1, StepsBefore);
        string drawing = FrameSvg.Draw(batch.Draw(0)!);
        XDocument.Parse(drawing);

        string pages = Path.Combine(RegisteredFiles.Repository, "docs", "environments");
        string file = Path.Combine(pages, "pictures", $"{name.Replace('/', '-')}.svg");
        if (Environment.GetEnvironmentVariable("PHALANX_UPDATE_PICTURES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, drawing);
        }

        Assert.Equal(File.ReadAllText(file), drawing);
        Assert.Contains($"](pictures/{Path.GetFileName(file)})", File.ReadAllText(Path.Combine(pages, $"{definition.Page}.md")));
    }

    [Theory]
    [MemberData(nameof(Drawn), DisableDiscoveryEnumeration = true)]
    public void A_frame_can_be_printed_as_text(string name)
    {
        IEnvironmentBatch batch = EnvironmentRegistry.WithBuiltIns()[name].Create(null, 1);
        RandomPlay.Play(batch, seed: 1, StepsBefore);
        Frame frame = batch.Draw(0)!;

        string[] lines = FrameText.Print(frame).TrimEnd('\n').Split('\n');

        // A character and a space for each unit of the board, one line for each row, and the caption.
        Assert.Equal(Math.Ceiling(frame.Height) + 1, lines.Length);
        Assert.All(lines[..^1], line => Assert.Equal((2 * Math.Ceiling(frame.Width)) - 1, line.Length));
        Assert.Contains(lines[..^1], line => line.Any(letter => letter is not ('.' or ' ')));
        Assert.Equal(frame.Caption, lines[^1]);
    }

    private static bool Draws(EnvironmentDefinition definition)
    {
        using TemporaryFolder folder = new();
        IEnvironmentBatch batch = definition.Create(RunnableSettings.Of(definition, folder), 1);
        batch.Reset(0, 1);
        return batch.Draw(0) is not null;
    }
}
