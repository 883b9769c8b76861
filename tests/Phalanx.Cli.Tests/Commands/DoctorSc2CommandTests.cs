namespace Phalanx.Cli.Tests.Commands;

public sealed class DoctorSc2CommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_machine_without_the_game_is_told_what_to_install()
    {
        CommandLine told = CommandLine.Run($"doctor sc2 --installation {_folder["nothing"]}");
        Assert.Equal((1, ""), (told.ExitCode, told.Error));
        Assert.StartsWith("missing  ", told.Output, StringComparison.Ordinal);
        Assert.Contains("'phalanx sc2-server install <folder>'", told.Output, StringComparison.Ordinal);
    }

    /// <summary>The server is made of the tables, so that it differs from them in nothing: what is measured of it is what was put in.</summary>
    [Fact]
    public void The_server_differs_in_nothing_and_a_map_in_place_of_another_in_much()
    {
        string game = _folder["game"];
        Assert.Equal(0, ToolProcess.Run($"sc2-server install {game}").ExitCode);
        CommandLine told = CommandLine.Run($"doctor sc2 --installation {game} --map 3m --map 2s3z --map 2c_vs_64zg --dump {_folder["dump"]}");
        Assert.Equal("", told.Error);
        Assert.EndsWith(
            "the game is 4.10.0.75689, base build 75689\n3m: as in the tables\n2s3z: as in the tables\n2c_vs_64zg: as in the tables\nno difference from the tables on 3 maps\n", told.Output, StringComparison.Ordinal);
        Assert.Equal(0, told.ExitCode);
        Assert.Equal(["2c_vs_64zg.yaml", "2s3z.yaml", "3m.yaml"], _folder.Names("dump"));
        Assert.Contains("at: [15, 15.975], radius: 1, health: 200, shield: 150", File.ReadAllText(_folder.At("dump", "2c_vs_64zg.yaml")), StringComparison.Ordinal);

        File.WriteAllText(_folder.At("game", "Maps", "SMAC_Maps", "3s_vs_3z.SC2Map"), "Phalanx map: 2s3z\n");
        File.WriteAllText(_folder.At("game", "Maps", "SMAC_Maps", "3m.SC2Map"), "Phalanx map: 3s_vs_3z\n");
        told = CommandLine.Run($"doctor sc2 --installation {game} --map 3s_vs_3z --map 3m");
        Assert.Equal(1, told.ExitCode);
        foreach (string difference in (string[])
            [
                "the game has 10 units 100 loops after the start; the table has 6", "cell (0, 0) can not be walked on; the table has the opposite",
                "agent 0 (marine): radius is 0.625; the table has 0.375", "enemy 2 (marine): type is 73; the table has 48", "enemy 0 (marine): shield is 50; the table has 0",
                "marine: speed per loop is 0.1846; the table has 0.1406", "marine: a cooldown of ",
            ])
        {
            Assert.Contains(difference, told.Output, StringComparison.Ordinal);
        }

        Assert.Contains("differences from the tables on 2 maps", told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Maps_that_are_not_there_are_refused_and_looking_starts_nothing()
    {
        string game = _folder["game"];
        CommandLine.Run($"sc2-server install {game}");
        CommandLine.Run($"doctor sc2 --installation {game} --map 3n").AssertError(2, "option '--map' is '3n'; did you mean '3m'?");
        File.WriteAllText(_folder.At("game", "Versions", "Base75689", "SC2_x64"), "#!/bin/sh\nexit 1\n");
        CommandLine told = CommandLine.Run($"doctor sc2 --installation {game} --look");
        Assert.Equal(0, told.ExitCode);
        Assert.DoesNotContain("the game is", told.Output, StringComparison.Ordinal);
        told = CommandLine.Run($"doctor sc2 --installation {game} --map 3m");
        Assert.Equal(1, told.ExitCode);
        Assert.Contains("error: the game did not begin to listen", told.Error, StringComparison.Ordinal);
    }
}
