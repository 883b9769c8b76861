using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Phalanx.Environments;
using Phalanx.StarCraft.Client;

namespace Phalanx.StarCraft.Tests.Client.Launching;

/// <summary>A shell script stands in for the game (battles.md, 7.6, row 8).</summary>
[UnsupportedOSPlatform("windows")]
public sealed class GameProcessTests : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public void The_program_gets_its_arguments_one_by_one_and_its_libraries()
    {
        StarCraftInstallation installation = Installed($"printf '%s\\n' \"$@\" \"$LD_LIBRARY_PATH\" > '{_folder.At("told")}.new'; mv '{_folder.At("told")}.new' '{_folder.At("told")}'; exec sleep 60");
        using var game = new GameProcess(installation, installation.VersionOf("4.10"));
        string[] told = Wait.For(() => File.Exists(_folder.At("told")) ? File.ReadAllLines(_folder.At("told")) : null, Moment);
        string temporary = told[7];
        Assert.Equal(
            [
                "-listen", "127.0.0.1", "-port", game.Port.ToString(CultureInfo.InvariantCulture), "-dataDir", $"{_folder.At("a game")}/", "-tempDir", temporary,
                "-dataVersion", "B89B5D6FA7CBF6452E721311BFBC6CB2", "-headlessNoRender",
            ],
            told[..^1]);
        Assert.StartsWith($"{_folder.At("a game", "Libs")}/", told[^1], StringComparison.Ordinal);
        Assert.True(Directory.Exists(temporary));
        Assert.Null(game.End);
        game.Dispose();
        Assert.False(Directory.Exists(temporary));
    }

    [UnixFact]
    public void A_program_that_ends_tells_how()
    {
        StarCraftInstallation installation = Installed("echo loading; echo 'no licence' >&2; exit 7");
        using var game = new GameProcess(installation, installation.VersionOf(""));
        string end = Wait.For(() => game.End, Moment);
        Assert.StartsWith("ended with exit code 7; its last lines: ", end, StringComparison.Ordinal);
        Assert.Contains("loading", end, StringComparison.Ordinal);
        Assert.Contains("no licence", end, StringComparison.Ordinal);
    }

    [UnixTheory]
    [InlineData("exec sleep 60")]
    [InlineData("trap '' TERM; while true; do sleep 0.1; done")]
    public void A_program_is_ended_with_its_own_processes(string script)
    {
        StarCraftInstallation installation = Installed($"echo $$ > '{_folder.At("pid")}.new'; mv '{_folder.At("pid")}.new' '{_folder.At("pid")}'; {script}");
        using var game = new GameProcess(installation, installation.VersionOf(""));
        int process = Wait.For(() => File.Exists(_folder.At("pid")) ? int.Parse(File.ReadAllText(_folder.At("pid")), CultureInfo.InvariantCulture) : (int?)null, Moment)!.Value;
        Assert.True(Runs(process));
        game.Dispose();
        Wait.For(() => Runs(process) ? null : "gone", Moment);
    }

    [UnixFact]
    public void A_program_that_cannot_be_run_is_told()
    {
        StarCraftInstallation installation = Installed("exit 0");
        File.SetUnixFileMode(installation.ProgramOf(installation.VersionOf("")), UnixFileMode.UserRead);
        using var game = new GameProcess(installation, installation.VersionOf(""));
        Assert.Contains("ermission denied", Wait.For(() => game.End, Moment), StringComparison.Ordinal);
    }

    [UnixFact]
    public void A_program_that_ends_at_once_ends_the_run_after_some_starts()
    {
        StarCraftInstallation installation = Installed($"echo once >> '{_folder.At("starts")}'; exit 3");
        Directory.CreateDirectory(_folder.At("a game", "Maps", "SMAC_Maps"));
        File.WriteAllText(_folder.At("a game", "Maps", "SMAC_Maps", "3m.SC2Map"), "a map");
        var settings = new StarCraftSettings { Installation = installation.Folder, LaunchTimeout = 20 };
        List<string> told = [];
        EnvironmentContractException end = Assert.Throws<EnvironmentContractException>(
            () => new StarCraftBatch(new ScriptedServer("3m").Plan, settings, 1, new GameStarter(settings, "3m"), told.Add));
        Assert.Contains("did not begin to listen: it ended with exit code 3", end.Message, StringComparison.Ordinal);
        Assert.Equal(4, File.ReadAllLines(_folder.At("starts")).Length);
        Assert.Equal(4, told.Count);
    }

    [Theory]
    [InlineData(nameof(GameSystem.Windows))]
    [InlineData(nameof(GameSystem.MacOs))]
    public void Where_there_is_a_window_it_is_small(string system)
    {
        var installation = new StarCraftInstallation("/games/StarCraft II", Enum.Parse<GameSystem>(system));
        Assert.Equal(
            [
                "-listen", "127.0.0.1", "-port", "5000", "-dataDir", "/games/StarCraft II/", "-tempDir", "/tmp/x/",
                "-displayMode", "0", "-windowwidth", "640", "-windowheight", "480", "-windowx", "50", "-windowy", "50",
            ],
            LaunchArguments.Of(installation, new GameVersion("", 75689, null), 5000, "/tmp/x"));
    }

    private static bool Runs(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private StarCraftInstallation Installed(string script)
    {
        string folder = _folder.At("a game", "Versions", "Base75689");
        Directory.CreateDirectory(folder);
        string program = Path.Combine(folder, "SC2_x64");
        File.WriteAllText(program, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return StarCraftInstallation.Find(_folder.At("a game"), null, UsualPlaces.Current, GameSystem.Linux);
    }
}
