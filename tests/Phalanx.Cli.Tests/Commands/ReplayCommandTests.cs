namespace Phalanx.Cli.Tests.Commands;

public sealed class ReplayCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_and_a_record_of_it_become_pages()
    {
        string run = Train("run", "");
        string page = _folder["run.html"];
        var made = CommandLine.Run($"replay {run} --out {page} --episodes 3 --verify --json");
        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        Assert.True(made.Json.GetProperty("verified").GetBoolean());
        Assert.Equal(new FileInfo(page).Length, made.Json.GetProperty("bytes").GetInt64());
        var record = Assert.Single(made.Json.GetProperty("records").EnumerateArray());
        Assert.Equal(3, record.GetProperty("recorded_episodes").GetInt32());
        Assert.Equal(3, record.GetProperty("statistics").GetProperty("all").GetProperty("episodes").GetInt32());
        Assert.Contains("<title>vdn on predator-prey</title>", File.ReadAllText(page), StringComparison.Ordinal);

        string file = _folder["e.phxr"];
        Assert.Equal(0, CommandLine.Run($"evaluate {run} --episodes 2 --seed 5 --record {file}").ExitCode);
        var told = CommandLine.Run($"replay {file} --out {page}");
        Assert.Equal((0, ""), (told.ExitCode, told.Error));
        Assert.StartsWith($"2 episodes are in {page}, 0.", told.Output, StringComparison.Ordinal);

        // A run beside a record is played on the record's episodes.
        var both = CommandLine.Run($"replay {file} {run} --out {page} --json");
        Assert.Equal((0, ""), (both.ExitCode, both.Error));
        Assert.Equal(["5", "5"], both.Json.GetProperty("records").EnumerateArray().Select(each => each.GetProperty("seed").GetString()));
    }

    [Fact]
    public void What_cannot_be_shown_is_told_in_one_line()
    {
        string run = Train("run", "");
        string other = Train("other", " --set env.punishment=-1");
        string page = _folder["p.html"];
        string file = _folder["e.phxr"];
        Assert.Equal(0, CommandLine.Run($"evaluate {run} --episodes 2 --seed 5 --record {file}").ExitCode);
        AssertRefused($"replay {run}", "name the file of the page with --out, such as --out replay.html");
        AssertRefused($"replay {file} --out {page} --seed 3", "option '--seed' is '3'; it is for run directories, and changes nothing in a record");
        AssertRefused($"replay {file} --out {page} --won --lost", "option '--won' and option '--lost' leave no episode; give one of them, or neither for all");
        AssertRefused($"replay {file} --out {page} --lost", $"'{file}' has 2 episodes, and none that the team lost");
        AssertRefused($"replay {file} {file} {file} --out {page}", "a page shows one record, or two side by side; 3 are named");
        AssertRefused($"replay {run} {other} --out {page}", $"'{run}' and '{other}' differ in env.punishment: '-2' and '-1'; side by side the environment must be the same");
        byte[] bytes = File.ReadAllBytes(file);
        string torn = _folder["torn.phxr"];
        File.WriteAllBytes(torn, bytes[..^20]);
        Assert.Equal(2, CommandLine.Run($"replay {torn} --out {page}").ExitCode);
        var salvaged = CommandLine.Run($"replay {torn} --salvage --out {page}");
        Assert.Equal((0, ""), (salvaged.ExitCode, salvaged.Error));
        Assert.StartsWith($"salvaged 2 episodes of '{torn}', which is torn", salvaged.Output, StringComparison.Ordinal);
        var unwritten = CommandLine.Run($"replay {run} --out {_folder["none/p.html"]}");
        Assert.Equal(2, unwritten.ExitCode);
        Assert.StartsWith($"error: cannot write '{_folder["none/p.html"]}': ", unwritten.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_played_from_a_file_is_verified_only_where_the_file_is_known()
    {
        string payoffs = _folder.Write("payoffs.json", """{"payoff": [[1, 2], [3, 4]]}""");
        string file = _folder["e.phxr"];
        Assert.Equal(0, CommandLine.Run($"evaluate --policy random matrix/file --set env.path={payoffs} --episodes 2 --record {file}").ExitCode);
        string digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(payoffs)));
        AssertRefused(
            $"replay {file} --verify --out {_folder["p.html"]}",
            $"'{file}' cannot be played again: of the file that env.path named it has the SHA-256 alone, {digest}; verify such a record while it is made, by 'evaluate --record --verify'");
        Assert.Equal(0, CommandLine.Run($"train vdn matrix/file --set env.path={payoffs} --steps 20 --out {_folder["run"]}").ExitCode);
        CommandLine verified = CommandLine.Run($"replay {_folder["run"]} --verify --out {_folder["p.html"]}");
        Assert.Equal((0, ""), (verified.ExitCode, verified.Error));
    }

    private string Train(string name, string more)
    {
        string run = _folder[name];
        Assert.Equal(0, CommandLine.Run($"train vdn predator-prey --steps 30 --set env.episode_limit=10 --set evaluation.episodes=4{more} --out {run}").ExitCode);
        return run;
    }

    private static void AssertRefused(string arguments, string message)
    {
        var run = CommandLine.Run(arguments);
        run.AssertError(2, message);
    }
}
