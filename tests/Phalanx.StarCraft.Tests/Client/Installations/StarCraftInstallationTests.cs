using Phalanx.Foundation;
using Phalanx.StarCraft.Client;

namespace Phalanx.StarCraft.Tests.Client.Installations;

public sealed class StarCraftInstallationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_newest_version_is_taken_where_none_is_asked_for()
    {
        StarCraftInstallation installation = Found(75689, 69232, 100000);
        Assert.Equal(new GameVersion("", 100000, null), installation.VersionOf(""));
        Assert.Equal([69232, 75689, 100000], installation.Builds);
    }

    [Theory]
    [InlineData("4.6.2", 69232, "B3E14058F1083913B80C20993AC965DB")]
    [InlineData("4.10", 75689, "B89B5D6FA7CBF6452E721311BFBC6CB2")]
    [InlineData("75689", 75689, null)]
    public void Versions_are_known_by_name_or_by_build(string asked, int build, string? data)
    {
        GameVersion version = Found(75689, 69232).VersionOf(asked);
        Assert.Equal((build, data), (version.BaseBuild, version.DataVersion));
    }

    [Theory]
    [InlineData("4.10.1", "version 4.10.1 (Base75800) of StarCraft II is not in")]
    [InlineData("5.0", "env.version is '5.0'; it must be empty for the newest one, a base build, or one of 3.16.1, 4.1.2,")]
    [InlineData("12345", "would be base build 12345, which has no API; install 3.16.1 (base build 55958) or a later one")]
    public void Versions_that_are_not_there_are_refused(string asked, string sentence) =>
        Assert.Contains(sentence, Refused(() => Found(75689).VersionOf(asked)), StringComparison.Ordinal);

    [Fact]
    public void The_game_is_looked_for_where_the_settings_say_then_the_variable_then_the_usual_places()
    {
        string[] folders = [.. new[] { "settings", "variable", "home/StarCraftII" }.Select(name => Installed(name, 75689))];
        UsualPlaces places = new(GameSystem.Linux, _folder.At("home"), "");
        Assert.Equal(folders[0], StarCraftInstallation.Find(folders[0], folders[1], places, GameSystem.Linux).Folder);
        Assert.Equal(folders[1], StarCraftInstallation.Find("", folders[1], places, GameSystem.Linux).Folder);
        Assert.Equal(folders[2], StarCraftInstallation.Find("", null, places, GameSystem.Linux).Folder);
    }

    [Fact]
    public void What_is_missing_is_told_with_what_to_do()
    {
        UsualPlaces places = new(GameSystem.Linux, _folder.At("home"), "");
        string none = Refused(() => StarCraftInstallation.Find("", null, places, GameSystem.Linux));
        Assert.StartsWith($"no StarCraft II was found: env.installation and SC2PATH are empty and there is no folder '{_folder.At("home", "StarCraftII")}'; install the game there", none, StringComparison.Ordinal);
        Assert.Contains("phalanx sc2-server install", none, StringComparison.Ordinal);

        Directory.CreateDirectory(_folder.At("empty"));
        Assert.StartsWith(
            $"env.installation is '{_folder.At("empty")}', where no StarCraft II is: '{_folder.At("empty", "Versions")}' has no folder such as Base75689;",
            Refused(() => StarCraftInstallation.Find(_folder.At("empty"), null, places, GameSystem.Linux)),
            StringComparison.Ordinal);
        Assert.StartsWith("SC2PATH is '/no/such'", Refused(() => StarCraftInstallation.Find("", "/no/such", places, GameSystem.Linux)), StringComparison.Ordinal);

        StarCraftInstallation installation = Found(75689);
        Assert.EndsWith("of StarCraft II is missing; install version Base75689 again", Refused(() => installation.ProgramOf(installation.VersionOf(""))), StringComparison.Ordinal);
        Assert.Contains("unpack that into", Refused(() => installation.MapOf("3m")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(GameSystem.Windows), "docs/StarCraft II/ExecuteInfo.txt", "executable = C:\\Games\\StarCraft II\\Versions\\Base75689\\SC2_x64.exe\0\0", "C:\\Games\\StarCraft II")]
    [InlineData(
        nameof(GameSystem.MacOs),
        "home/Library/Application Support/Blizzard/StarCraft II/ExecuteInfo.txt",
        "executable = /Games/StarCraft II/Versions/Base75689/SC2.app/Contents/MacOS/SC2\0",
        "/Games/StarCraft II")]
    [InlineData(nameof(GameSystem.Linux), "docs/StarCraft II/ExecuteInfo.txt", "executable = /nowhere", null)]
    public void The_game_tells_where_it_was_started_from(string system, string file, string content, string? folder)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.At(file))!);
        _folder.Write(file, content);
        var places = new UsualPlaces(Enum.Parse<GameSystem>(system), _folder.At("home"), _folder.At("docs"));
        Assert.Equal(folder is null ? [places.Default] : [folder, places.Default], places.All);
    }

    private static string Refused(Action action) => Assert.Throws<UserErrorException>(action).Message;

    private StarCraftInstallation Found(params int[] builds) => StarCraftInstallation.Find(Installed("game", builds), null, UsualPlaces.Current, GameSystem.Linux);

    private string Installed(string name, params int[] builds)
    {
        foreach (int build in builds)
        {
            Directory.CreateDirectory(_folder.At(name, "Versions", $"Base{build}"));
        }

        return _folder.At(name);
    }
}
