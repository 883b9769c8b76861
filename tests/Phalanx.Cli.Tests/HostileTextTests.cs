using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Phalanx.Cli.Tests;

/// <summary>Whatever files, names, settings and variables hold: a terminal gets printable characters, and an error is one line.</summary>
public sealed class HostileTextTests : IDisposable
{
    // Clears the screen, sets the title, colours, turns the order of reading, begins lines, and half a character.
    private const string Hostile = "\u001b[2J\u001b]0;owned\u0007\u009b31m\u0008\u007f\u202Eabc\u2066\u2028\u2029\u0085\r\u00AD\uFEFF\uD83D";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train", "vdn", "matrix/qtran", "--set", "training.§=1")]
    [InlineData("train", "vdn", "matrix/qtran", "--set", "training.steps=§")]
    [InlineData("train", "v§dn", "matrix/qtran")]
    [InlineData("train", "vdn", "matrix/§")]
    [InlineData("train", "vdn", "matrix/qtran", "--preset", "§")]
    [InlineData("train", "vdn", "matrix/qtran", "--§")]
    [InlineData("train", "vdn", "matrix/qtran", "--seed", "§")]
    [InlineData("§")]
    [InlineData("resume", "§/nothing")]
    [InlineData("evaluate", "§/nothing")]
    [InlineData("evaluate", "--policy", "§", "battle/3m")]
    [InlineData("watch", "§/nothing")]
    [InlineData("report", "§/nothing", "--out", "/dev/null/§")]
    [InlineData("replay", "§/nothing", "--out", "§.html")]
    [InlineData("dashboard", "§/nothing")]
    [InlineData("analyze", "§.json")]
    [InlineData("sweep", "§.yaml")]
    [InlineData("check", "§")]
    [InlineData("show", "§")]
    [InlineData("reproduce", "§")]
    [InlineData("reproduce", "§", "--json")]
    public void Of_a_command_line(params string[] words) => AssertRefused(
        [.. words.Select(word => word.Replace("§", Hostile + "\n", StringComparison.Ordinal))]);

    [Theory]
    [InlineData("\"training\": {\"§\": 1}")]
    [InlineData("\"training\": {\"steps\": \"§\"}")]
    [InlineData("\"§\": 1")]
    [InlineData("\"training\": \"§\"")]
    [InlineData("algorithm: {name: \"§\"}")]
    [InlineData("? [§]\n: \u001b")]
    [InlineData("&\u202E a: *b\u009b")]
    public void Of_settings(string yaml)
    {
        string file = _folder.Write("settings.yaml", yaml.Replace("§", InYaml(Hostile + "\n"), StringComparison.Ordinal));
        AssertRefused(["train", "vdn", "matrix/qtran", "--config", file]);
    }

    [Theory]
    [InlineData("§.json", "{\"payoff\": [[1, \"§\"]]}")]
    [InlineData("§.json", "{\"§\": 1}")]
    [InlineData("game.json", "§")]
    [InlineData("game.csv", "1,2\n3,§")]
    public void Of_payoffs(string name, string content)
    {
        string file = _folder.Write(name.Replace("§", "a\u001b[2J\u202E\n\u007f", StringComparison.Ordinal), content.Replace("§", Hostile.TrimEnd('\uD83D'), StringComparison.Ordinal));
        AssertRefused(["analyze", file]);
    }

    [Theory]
    [InlineData("metrics.csv", "§,episode\n1,2\n")]
    [InlineData("settings.yaml", "algorithm: {name: \"§\"}\n")]
    [InlineData("settings.yaml", "\u001b\u009b§")]
    [InlineData("machine.json", "{\"attempts\": [{\"§\": §}]}")]
    [InlineData("state.json", "{\"§\": 1}")]
    [InlineData("weights.safetensors", "\u0014\0\0\0\0\0\0\0{\"\u001b[2J\u202E\": \"§\"}")]
    public void Of_a_run_that_is_continued(string name, string content)
    {
        string run = Run("run\u001b[2J\u202E");
        string file = Directory.GetFiles(run, name, SearchOption.AllDirectories).OrderBy(path => path.Length).ThenBy(path => path, StringComparer.Ordinal).Last(); // the newest
        File.WriteAllText(file, content.Replace("§", InYaml(Hostile), StringComparison.Ordinal));
        AssertRefused(["resume", run, "--steps", "80"]);
    }

    [Fact]
    public void Of_a_run_that_is_watched()
    {
        string run = Run("run\u001b[2J\u202E\nnext");
        File.WriteAllText(
            Path.Combine(run, "progress.json"),
            File.ReadAllText(Path.Combine(run, "progress.json"))
                .Replace("\"done\"", "\"failed\"", StringComparison.Ordinal)
                .Replace("}", $", \"error\": {InYaml(Hostile, quotes: true)}}}", StringComparison.Ordinal));
        File.WriteAllText(
            Path.Combine(run, "settings.yaml"), $"algorithm: {{name: {InYaml(Hostile, quotes: true)}}}\nenvironment: {{name: {InYaml(Hostile, quotes: true)}}}\n");
        CommandLine watched = Execute(["watch", run]);
        Assert.Equal(1, watched.ExitCode);
        Assert.Empty(watched.Error);
        Assert.Contains("failed at t_env 60: \\u001B[2J", watched.Output, StringComparison.Ordinal);
        AssertPrintable(watched.Output);
    }

    [Fact]
    public void Of_runs_that_are_left_out_of_a_report()
    {
        Run("runs/good");
        string bad = Run("runs/bad\u001b[2J\u202E\nnext");
        File.WriteAllText(Path.Combine(bad, "summary.json"), $"{{{InYaml(Hostile, quotes: true)}: 1}}");
        CommandLine report = Execute(["report", _folder["runs"], "--out", _folder["page\u001b[2J"]]);
        Assert.Equal((0, ""), (report.ExitCode, report.Error));
        Assert.Single(report.Output.Split('\n'), line => line.StartsWith("left out: ", StringComparison.Ordinal));
        AssertPrintable(report.Output);
    }

    [Fact]
    public void Of_a_run_that_is_trained_in_a_folder_with_such_a_name()
    {
        CommandLine trained = Execute(["train", "vdn", "matrix/qtran", "--steps", "60", "--out", _folder["a\u001b[2J\u202E\nb"]]);
        Assert.Equal((0, ""), (trained.ExitCode, trained.Error));
        Assert.Single(trained.Output.Split('\n'), line => line.StartsWith("the run is in ", StringComparison.Ordinal));
        AssertPrintable(trained.Output);
    }

    [Fact]
    public void Of_the_environment_in_a_process_of_its_own()
    {
        using Process process = ToolProcess.Start("bench kernels kernels/peak", environment: ("PHALANX_SIMD", "\u001b[2J\u202E\n§"));
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(2, process.ExitCode);
        AssertOneLine(error);
    }

    [Fact]
    public void A_long_name_does_not_fill_the_screen()
    {
        CommandLine refused = Execute(["train", new string('x', 100_000), "matrix/qtran"]);
        AssertOneLine(refused.Error);
        Assert.InRange(refused.Error.Length, 100, 2100);
    }

    private static void AssertRefused(string[] words)
    {
        CommandLine refused = Execute(words);
        Assert.Equal(2, refused.ExitCode);
        AssertOneLine(refused.Error);
        AssertPrintable(refused.Output);
    }

    private static CommandLine Execute(string[] words)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int exitCode = Tool.Run(words, output, error, CancellationToken.None);
        return new CommandLine(exitCode, output.ToString(), error.ToString());
    }

    private static void AssertOneLine(string error)
    {
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.EndsWith(Environment.NewLine, error, StringComparison.Ordinal);
        Assert.Single(error, '\n');
        AssertPrintable(error);
    }

    private static void AssertPrintable(string text)
    {
        Assert.DoesNotContain(text, character => char.IsSurrogate(character));
        foreach (Rune rune in text.ReplaceLineEndings("").EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            Assert.False(
                category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
                $"U+{rune.Value:X4}");
        }
    }

    /// <summary>A text as YAML and JSON write it between quotes: the reader makes the characters of it.</summary>
    private static string InYaml(string text, bool quotes = false)
    {
        string inside = string.Concat(text.Select(character => character is < ' ' or > '~' or '"' or '\\' ? $"\\u{(int)character:X4}" : $"{character}"));
        inside = inside.Replace("\\uD83D", "", StringComparison.Ordinal); // half a character is no text there
        return quotes ? $"\"{inside}\"" : inside;
    }

    private string Run(string name)
    {
        string run = _folder[name];
        Assert.Equal(0, Execute(["train", "vdn", "matrix/qtran", "--steps", "60", "--out", run, "--json"]).ExitCode);
        return run;
    }
}
