using System.Text.Json;

namespace Phalanx.Cli.Tests.Commands;

/// <summary>Battles at the command line: teams that were not trained, and mistakes in names and maps.</summary>
public sealed class BattleCommandsTests : IDisposable
{
    private const string Valid = """
        limit: 60
        terrain: simple
        units:
          veteran: {like: marine, health: 60}
        allies:
          - {at: [9, 16], units: {veteran: 3}}
        enemies:
          - {at: [23, 16], units: {marine: 3}}
        order: {attack_move: [9, 16]}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_scripted_team_fights_a_battle()
    {
        JsonElement played = CommandLine.Run("evaluate --policy heuristic battle/3m --episodes 200 --json").Json;
        Assert.Equal(
            ("heuristic", "battle/3m", 200),
            (played.GetProperty("policy").GetString(), played.GetProperty("environment").GetString(), played.GetProperty("episodes").GetInt32()));
        JsonElement figures = played.GetProperty("figures");
        Assert.Equal(
            [
                "test_return_mean", "test_return_std", "test_battle_won_mean", "test_dead_allies_mean", "test_dead_enemies_mean", "test_timed_out_mean",
            ],
            figures.EnumerateObject().Select(figure => figure.Name));

        // The enemy plays by nearly the same rules with equal units.
        Assert.InRange(figures.GetProperty("test_battle_won_mean").GetDouble(), 0.3, 0.7);
        Assert.InRange(figures.GetProperty("test_return_mean").GetDouble(), 8, 20);
    }

    [Fact]
    public void A_team_fights_the_battle_of_a_file()
    {
        CommandLine played = CommandLine.Run($"evaluate --policy focus battle/file --episodes 30 --set env.map={Map(Valid)}");
        Assert.Equal((0, ""), (played.ExitCode, played.Error));
        Assert.StartsWith("focus on battle/file, 30 episodes, seed 0", played.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("battle/3n", "unknown environment 'battle/3n'; did you mean 'battle/3m'?")]
    [InlineData("battle/mmm2", "unknown environment 'battle/mmm2'; did you mean 'battle/MMM2'?")]
    [InlineData("battle/file", "env.map is empty; it must be the path of a .yaml file with a battle's map")]
    public void A_name_without_a_map_is_refused(string environment, string sentence) => AssertRefused(environment, "", sentence);

    [Fact]
    public void A_missing_file_is_refused()
    {
        string map = _folder["nowhere.yaml"];
        AssertRefused("battle/file", $" --set env.map={map}", $"cannot read '{map}': there is no such file");
    }

    [Theory]
    [InlineData("[9, 16], units", "[9, 3], units", "the group of allies in {0}, line 6 has no room at its point; its 3 units must stand on the map, and on ground that is not blocked")]
    [InlineData("marine: 3", "marien: 3", "unknown unit 'marien' in {0}, line 8; did you mean 'marine'?")]
    [InlineData("marine: 3", "marine: 10000", "enemies.units.marine is 10000 in {0}, line 8; it must be a whole number from 1 to 128")]
    [InlineData("health: 60", "speed: -2", "units.veteran.speed is -2 in {0}, line 4; it must be a finite number from 0 to 16")]
    [InlineData("health: 60", "health: 1e400", "units.veteran.health is 1e400 in {0}, line 4; it must be a finite number from 1 to 1000000")]
    [InlineData("limit: 60", "limit: &a [x, x, x]", "{0}, line 1, column 8: anchors and aliases are not allowed in battle maps")]
    public void A_map_with_a_mistake_is_refused(string text, string mistake, string sentence)
    {
        string map = Map(Valid.Replace(text, mistake, StringComparison.Ordinal));
        AssertRefused("battle/file", $" --set env.map={map}", sentence.Replace("{0}", $"'{map}'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bomb_of_aliases_is_refused_at_its_first()
    {
        string bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 20).Select(level =>
            $"{(char)('a' + level)}: &{(char)('a' + level)} [{string.Join(", ", Enumerable.Repeat($"*{(char)('a' + level - 1)}", 9))}]\n"));
        string map = Map(bomb);
        AssertRefused("battle/file", $" --set env.map={map}", $"'{map}', line 1, column 4: anchors and aliases are not allowed in battle maps");
    }

    [Theory]
    [InlineData("env.start_noise=-1", "env.start_noise is -1; it must be a finite number from 0 to 2")]
    [InlineData("env.step_mul=0", "env.step_mul is 0; it must be a whole number from 1 to 64")]
    [InlineData("env.profile=light", "env.profile is 'light'; it must be one of sc2, lite")]
    public void A_bad_setting_of_a_battle_is_refused(string set, string sentence) => AssertRefused("battle/3m", $" --set {set}", sentence);

    /// <summary>Training and evaluating are refused in one line, and nothing is written.</summary>
    private void AssertRefused(string environment, string set, string sentence)
    {
        CommandLine.Run($"evaluate --policy heuristic {environment}{set}").AssertError(2, sentence);
        CommandLine.Run($"train vdn {environment}{set} --out {_folder["run"]}").AssertError(2, sentence);
        CommandLine.Run($"check {environment}{set}").AssertError(2, sentence);
        Assert.False(Directory.Exists(_folder["run"]));
    }

    private string Map(string yaml) => _folder.Write("map.yaml", yaml);
}
