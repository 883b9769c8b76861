using Phalanx.Foundation;
using Phalanx.StarCraft.Server;

namespace Phalanx.StarCraft.Tests.Server;

public sealed class ServerFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_has_what_clients_look_for()
    {
        string folder = _folder["game"];
        ServerFolder.Write(folder, ["/opt/it's/phalanx", "sc2-server"]);
        string[] maps = [.. Directory.EnumerateFiles(Path.Combine(folder, "Maps", "SMAC_Maps")).Select(path => Path.GetFileNameWithoutExtension(path)!)];
        Assert.Equal(ServedMaps.Names.Where(name => name != "5m").Order(), maps.Order());
        Assert.All(maps, map => Assert.Equal($"Phalanx map: {map}\n", File.ReadAllText(Path.Combine(folder, "Maps", "SMAC_Maps", $"{map}.SC2Map"))));
        Assert.True(Directory.Exists(Path.Combine(folder, "Replays")) && Directory.Exists(Path.Combine(folder, "SC2Data")));
        string program = Path.Combine(folder, "Versions", "Base75689", "SC2_x64");
        Assert.EndsWith("exec '/opt/it'\\''s/phalanx' 'sc2-server' \"$@\"\n", File.ReadAllText(program), StringComparison.Ordinal);
        Assert.True(!OperatingSystem.IsWindows() && File.GetUnixFileMode(program).HasFlag(UnixFileMode.UserExecute));

        // Written again, for example after the tool has moved.
        ServerFolder.Write(folder, ["/bin/phalanx", "sc2-server"]);
        Assert.Contains("exec '/bin/phalanx'", File.ReadAllText(program), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_the_real_game_stays_as_it_is()
    {
        string program = Path.Combine(_folder.Path, "Versions", "Base75689", "SC2_x64");
        Directory.CreateDirectory(Path.GetDirectoryName(program)!);
        File.WriteAllText(program, "the game");
        UserErrorException refused = Assert.Throws<UserErrorException>(() => ServerFolder.Write(_folder.Path, ["phalanx"]));
        Assert.Equal($"'{_folder.Path}' has a StarCraft II in it, which stays as it is; name another folder", refused.Message);
        Assert.Equal("the game", File.ReadAllText(program));
    }

    [Fact]
    public void A_folder_with_other_things_is_refused()
    {
        File.WriteAllText(_folder["letter.txt"], "dear reader");
        UserErrorException refused = Assert.Throws<UserErrorException>(() => ServerFolder.Write(_folder.Path, ["phalanx"]));
        Assert.Equal($"'{_folder.Path}' has other things in it; name a folder that is empty or not there", refused.Message);
    }
}
