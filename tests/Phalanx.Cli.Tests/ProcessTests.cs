using System.Diagnostics;
using Phalanx.Learning.Runs;

namespace Phalanx.Cli.Tests;

/// <summary>The tool as a process of its own: what only shows there.</summary>
public class ProcessTests
{
    [Fact]
    public void A_bad_register_width_is_the_users_error()
    {
        using Process process = ToolProcess.Start("bench kernels kernels/peak", environment: ("PHALANX_SIMD", "1024"));
        Assert.Equal(
            "error: environment variable PHALANX_SIMD is '1024'; allowed are scalar, 128, 256 and 512", process.StandardError.ReadToEnd().Trim());
        Assert.Empty(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        Assert.Equal(2, process.ExitCode);
    }

    [Fact]
    public void Help_needs_no_kernels()
    {
        using Process process = ToolProcess.Start("--help", environment: ("PHALANX_SIMD", "1024"));
        Assert.Contains("bench", process.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public void A_folder_of_temporary_files_that_is_not_there_is_told()
    {
        using Process process = ToolProcess.Start("analyze matrix/qtran --learn vdn --steps 10", environment: ("TMPDIR", "/nonexistent"));
        _ = process.StandardOutput.ReadToEnd();
        string told = process.StandardError.ReadToEnd().Trim();
        process.WaitForExit();
        if (!OperatingSystem.IsWindows()) // which knows the folder by another name
        {
            Assert.Equal(("error: cannot make a temporary folder in '/nonexistent/': it is no folder that can be written", 2), (told, process.ExitCode));
        }
    }

    [Fact]
    public void The_version_is_that_of_the_tool()
    {
        using Process process = ToolProcess.Start("--version");
        Assert.StartsWith(typeof(Tool).Assembly.GetName().Version!.ToString(3), process.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public void An_interrupt_from_the_terminal_ends_with_130()
    {
        using Process process = ToolProcess.Start("bench kernels");

        // The heading is there once the handler is in place and the measuring has begun.
        Assert.StartsWith("phalanx", process.StandardOutput.ReadLine(), StringComparison.Ordinal);
        ToolProcess.Interrupt(process);
        Assert.Equal("error: interrupted", process.StandardError.ReadToEnd().Trim());
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
    }

    [Fact]
    public void An_interrupt_in_the_middle_of_a_run_saves_it()
    {
        using var folder = new TemporaryFolder();
        using Process process = ToolProcess.Start($"train vdn matrix/qtran --steps 100000000 --set evaluation.interval=50 --out {folder["run"]}");

        // The announcement, and then the first test: the run is under way.
        while (process.StandardOutput.ReadLine()?.StartsWith("t_env ", StringComparison.Ordinal) == false)
        {
        }

        ToolProcess.Interrupt(process);
        Assert.Contains("goes on", process.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
        Assert.Equal("error: interrupted", process.StandardError.ReadToEnd().Trim());
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
        Assert.Equal(2, Directory.GetDirectories(folder["run/checkpoints"]).Length); // that of the beginning, and that of the end
    }

    [Fact]
    public void A_run_goes_on_at_another_register_width_only_when_it_is_told_to()
    {
        using var folder = new TemporaryFolder();
        string resume = $"resume {folder["run"]} --steps 200 --json";
        Assert.Equal(0, Run($"train vdn matrix/two-step --steps 100 --out {folder["run"]}", "scalar").ExitCode);
        byte[] metrics = File.ReadAllBytes(folder["run/metrics.csv"]);

        CommandLine refused = Run(resume, "128");
        string sentence =
            $"the run '{folder["run"]}' was begun with scalar kernels, and this process uses kernels of 128 bits; add --other-bits to continue with other last digits";
        refused.AssertError(2, sentence);
        Assert.Equal(sentence, refused.Json.GetProperty("error").GetString());
        Assert.Equal(metrics, File.ReadAllBytes(folder["run/metrics.csv"]));

        CommandLine allowed = Run($"{resume} --other-bits", "128");
        Assert.Equal((0, ""), (allowed.ExitCode, allowed.Error));
        Assert.Equal(200, allowed.Json.GetProperty("t_env").GetInt64());
        Assert.True(allowed.Json.GetProperty("other_bits").GetBoolean());
        Assert.Equal(
            ["scalar", "128"],
            allowed.Json.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("machine").GetProperty("simd").GetString()));
        Assert.Equal(allowed.Output.ReplaceLineEndings("\n"), RunSummary.Read(folder["run/summary.json"]).ToJson() + "\n");
    }

    [Fact]
    public void A_run_goes_on_at_the_register_width_that_it_was_begun_with()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Run($"train vdn matrix/two-step --steps 100 --out {folder["run"]}", "128").ExitCode);

        CommandLine resumed = Run($"resume {folder["run"]} --steps 200 --json", "128");

        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Error));
        Assert.False(resumed.Json.TryGetProperty("other_bits", out _));
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "256")]
    [InlineData("DOTNET_EnableAVX2", "128")]
    [InlineData("DOTNET_EnableHWIntrinsic", "scalar")]
    public void Fixture_45_battles_have_the_same_bits_at_every_register_width(string forbidden, string width)
    {
        // The runtime itself has no wider registers then, so what is simulated has none either.
        using var folder = new TemporaryFolder();
        CommandLine trained = ToolProcess.Run($"train vdn matrix/two-step --steps 20 --out {folder["run"]} --json", (forbidden, "0"));
        Assert.Equal(width, trained.Json.GetProperty("machine").GetProperty("simd").GetString());

        foreach (string battle in (string[])["random battle/27m_vs_30m", "heuristic battle/MMM2", "focus battle/v2/protoss_10_vs_11"])
        {
            string evaluate = $"evaluate --policy {battle} --episodes 12 --seed 5 --json";
            CommandLine narrow = ToolProcess.Run(evaluate, (forbidden, "0"));
            Assert.Equal((0, ""), (narrow.ExitCode, narrow.Error));
            Assert.Equal(ToolProcess.Run(evaluate).Output, narrow.Output);
        }
    }

    /// <summary>Runs the tool to its end at a register width.</summary>
    private static CommandLine Run(string arguments, string simd) => ToolProcess.Run(arguments, ("PHALANX_SIMD", simd));
}
