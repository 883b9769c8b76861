using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Phalanx.Environments.Battles;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Battles.Maps;

/// <summary>Files of maps, and the sentences that refuse one. {0} in a sentence is the file.</summary>
public sealed class MapFilesTests
{
    private const string Valid = """
        limit: 60
        terrain: simple
        units:
          veteran:
            like: marine
            weapon: {damage: 9}
        allies:
          - at: [9, 16]
            units: {veteran: 2, medivac: 1}
        enemies:
          - at: [23, 16]
            units: {zealot: 3}
            placed: [zealot]
        order: {attack_move: [9, 16]}
        ally_types: [medivac, veteran]
        """;

    [Fact]
    public void The_documented_example_is_a_map()
    {
        string page = File.ReadAllText(RepositoryRoot.At("docs/environments/battle-maps.md"));
        BattleMap map = Load(Regex.Match(page, "```yaml\n(.*?)```", RegexOptions.Singleline).Groups[1].Value);

        Assert.Equal(("four defend a ford against 8 zerglings", 120, 4, 8, 3), (map.Summary, map.EpisodeLimit, map.AllyCount, map.EnemyCount, map.TypeBits));
        Assert.Equal(["marine", "veteran", "medivac"], map.AllyTypes.Select(type => type.Name));
        Assert.Equal((true, false, 130 / 255.0), (map.Terrain.IsWalkable(16, 16), map.Terrain.IsWalkable(16, 20), map.Terrain.Heights[(23 * Terrain.Side) + 4]));
        Assert.Equal(new EnemyOrder.AttackMove(9, 16, 9, 16), map.Order);
    }

    [Fact]
    public void The_documentation_names_every_unit_and_every_ground()
    {
        string page = File.ReadAllText(RepositoryRoot.At("docs/environments/battle-maps.md"));
        Assert.All([.. UnitTypes.Of(BattleProfile.Sc2).Names, .. TerrainReader.Names], name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void A_changed_copy_keeps_what_it_does_not_change()
    {
        UnitType veteran = Load(Valid).AllyTypes[1];
        UnitType marine = UnitTypes.Of(BattleProfile.Sc2)["marine"];

        Assert.Equal(marine with { Name = "veteran", Weapon = marine.Weapon! with { Damage = 9 } }, veteran);
    }

    [Fact]
    public void An_empty_value_takes_away_what_the_copied_type_has()
    {
        BattleMap map = Load(Valid.Replace("weapon: {damage: 9}", "weapon:", StringComparison.Ordinal));
        Assert.Null(map.AllyTypes[1].Weapon);
    }

    [Fact]
    public void A_map_in_a_file_is_called_as_the_file()
    {
        using TemporaryFolder folder = new();
        Assert.Equal("ford", BattleMaps.FromFile(folder.Write("ford.yaml", Valid), BattleProfile.Lite).Name);
    }

    [Theory]
    [InlineData("limit: 60", "", "limit is missing in {0}, line 2")]
    [InlineData("limit: 60", "limit: 0", "limit is 0 in {0}, line 1; it must be a whole number from 1 to 100000")]
    [InlineData("limit: 60", "limit: 3e9", "limit is 3e9 in {0}, line 1; it must be a whole number from 1 to 100000")]
    [InlineData("limit: 60", "limit: [60]", "limit is a list in {0}, line 1; it must be a whole number from 1 to 100000")]
    [InlineData("limit: 60", "limt: 60", "unknown key 'limt' in {0}, line 1; did you mean 'limit'?")]
    [InlineData("limit: 60", "limit: 60\nlimit: 70", "{0}, line 2, column 1: 'limit' is given twice")]
    [InlineData("limit: 60", "limit: &a 60", "{0}, line 1, column 8: anchors and aliases are not allowed in battle maps")]
    [InlineData("terrain: simple", "terrain: simpel", "unknown terrain 'simpel' in {0}, line 2; did you mean 'simple'?")]
    [InlineData("terrain: simple", "terrain: {sc2: simple, lit: flat}", "unknown key 'lit' in {0}, line 2; did you mean 'lite'?")]
    [InlineData("terrain: simple", "terrain: {lite: flat}", "terrain.sc2 is missing in {0}, line 2")]
    [InlineData("terrain: simple", "terrain: |\n  ..\n  ..", "the picture of terrain in {0}, line 2 has 2 rows; it must have 32")]
    [InlineData("like: marine", "like: marien", "unknown unit 'marien' in {0}, line 5; did you mean 'marine'?")]
    [InlineData("like: marine", "like: veteran", "unknown unit 'veteran' in {0}, line 5; there are marine, marauder, medivac, medivac_stock, stalker, zealot, colossus, zergling, baneling, hydralisk, hydralisk_stock, spine_crawler")]
    [InlineData("like: marine", "like: marine\n    speed: -1", "units.veteran.speed is -1 in {0}, line 6; it must be a finite number from 0 to 16")]
    [InlineData("like: marine", "like: marine\n    speed: .inf", "units.veteran.speed is '.inf' in {0}, line 6; it must be a finite number from 0 to 16")]
    [InlineData("like: marine", "like: marine\n    sheild: 1", "unknown key 'sheild' in {0}, line 6; did you mean 'shield'?")]
    [InlineData("like: marine", "like: marine\n    traits: [ligth]", "units.veteran.traits is 'ligth' in {0}, line 6; it must be one of none, light, armored, biological, mechanical, massive, structure; did you mean 'light'?")]
    [InlineData("like: marine", "like: medivac", "units.veteran.weapon.cooldown is missing in {0}, line 6")]
    [InlineData("weapon: {damage: 9}", "healing: {range: 1, health: 1, health_per_energy: 1, energy_at_start: 2, energy_max: 9, energy_regeneration: 0}", "units.veteran in {0}, line 5 has a weapon and healing; a unit either fights or heals")]
    [InlineData("weapon: {damage: 9}", "weapon: {damage: 9, cooldown: 0}", "units.veteran.weapon.cooldown is 0 in {0}, line 6; it must be a finite number from 0.0625 to 1000")]
    [InlineData("weapon: {damage: 9}", "weapon: {area: line}", "units.veteran.weapon.area_reach is missing in {0}, line 6")]
    [InlineData("weapon: {damage: 9}", "weapon: {targets: [colossus]}", "units.veteran.weapon.targets is 'colossus' in {0}, line 6; it must be ground or air; a colossus is hit by both")]
    [InlineData("  veteran:", "  marine:", "unit 'marine' in {0}, line 5 is defined already; give the changed copy another name")]
    [InlineData("  veteran:", "  'a b':", "a unit cannot be called 'a b' in {0}, line 5; a name has up to 40 letters, digits, '_' and '-'")]
    [InlineData("zealot: 3", "zaelot: 3", "unknown unit 'zaelot' in {0}, line 12; did you mean 'zealot'?")]
    [InlineData("zealot: 3", "zealot: -3", "enemies.units.zealot is -3 in {0}, line 12; it must be a whole number from 1 to 128")]
    [InlineData("zealot: 3", "zealot: 129", "enemies.units.zealot is 129 in {0}, line 12; it must be a whole number from 1 to 128")]
    [InlineData("zealot: 3", "zealot: 99999999999999999999999999999999", "enemies.units.zealot is 99999999999999999999999999999999 in {0}, line 12; it must be a whole number from 1 to 128")]
    [InlineData("{zealot: 3}", "{}", "enemies.units in {0}, line 11 has no units; a group has at least one")]
    [InlineData("units: {zealot: 3}", "unit: 3", "unknown key 'unit' in {0}, line 12; did you mean 'units'?")]
    [InlineData("placed: [zealot]", "placed: [zealot, zealot]", "enemies.placed in {0}, line 13 must name each of zealot once")]
    [InlineData("[23, 16]", "[23]", "enemies.at in {0}, line 11 has 1 number; a point has two, from the left and from the bottom")]
    [InlineData("[23, 16]", "[33, 16]", "enemies.at is 33 in {0}, line 11; it must be a finite number from 0 to 32")]
    [InlineData("[23, 16]", "[23, .nan]", "enemies.at is '.nan' in {0}, line 11; it must be a finite number from 0 to 32")]
    [InlineData("[23, 16]", "[23, 2]", "the group of enemies in {0}, line 11 has no room at its point; its 3 units must stand on the map, and on ground that is not blocked")]
    [InlineData("order: {attack_move: [9, 16]}", "order: stay", "order is 'stay' in {0}, line 14; it must be hold, chase, or attack_move with a point")]
    [InlineData("order: {attack_move: [9, 16]}", "order: [hold]", "order is a list in {0}, line 14; it must be hold, chase, or attack_move with a point")]
    [InlineData("order: {attack_move: [9, 16]}", "order: {attack_move: [9, 2]}", "order.attack_move in {0}, line 14 leads to blocked ground")]
    [InlineData("[medivac, veteran]", "[veteran]", "ally_types in {0}, line 15 must name each of veteran, medivac once")]
    public void A_map_with_a_mistake_is_refused_with_file_and_line(string text, string mistake, string sentence)
    {
        Assert.Contains(text, Valid, StringComparison.Ordinal);

        string refusal = Refusal(Valid.Replace(text, mistake, StringComparison.Ordinal), out string file);

        Assert.Equal(sentence, refusal.Replace($"'{file}'", "{0}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "limit is missing in {0}")]
    [InlineData("[]", "{0}, line 1, column 1: battle maps must be groups of names and values, not a list")]
    public void A_file_without_a_map_is_refused(string yaml, string sentence) =>
        Assert.Equal(sentence, Refusal(yaml, out string file).Replace($"'{file}'", "{0}", StringComparison.Ordinal));

    [Fact]
    public void A_side_without_units_or_with_too_many_is_refused()
    {
        string sides = Valid[Valid.IndexOf("enemies", StringComparison.Ordinal)..Valid.IndexOf("order", StringComparison.Ordinal)];
        string group = sides[(sides.IndexOf('\n', StringComparison.Ordinal) + 1)..];

        Assert.EndsWith("line 10 has no units; a side has at least one", Refusal(Valid.Replace(sides, "enemies: []\n", StringComparison.Ordinal), out _), StringComparison.Ordinal);
        string crowd = string.Concat(Enumerable.Repeat(group.Replace("zealot: 3", "zealot: 4", StringComparison.Ordinal), 33));
        Assert.EndsWith(
            "line 11 has more than 128 units; there must be fewer, because each adds to the observations and actions of all others",
            Refusal(Valid.Replace(group, crowd, StringComparison.Ordinal), out _),
            StringComparison.Ordinal);
    }

    [Fact]
    public void More_types_than_a_battle_could_show_are_refused()
    {
        string types = string.Concat(Enumerable.Range(0, 128).Select(number => $"  t{number}: {{like: marine}}\n"));
        Assert.EndsWith(
            "line 4 defines 129 types; there may be 128, as many as a side has units",
            Refusal(Valid.Replace("  veteran:", $"{types}  veteran:", StringComparison.Ordinal), out _),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_with_a_short_row_or_a_strange_cell_is_refused_with_the_row()
    {
        string[] rows = [.. Enumerable.Repeat(new string('.', Terrain.Side), Terrain.Side)];
        Assert.EndsWith("line 2 has 31 cells in row 5; it must have 32", RefusalOf(4, new string('.', 31)), StringComparison.Ordinal);
        Assert.EndsWith("line 2 has '~' in row 32; a cell is '.', '+' or '#'", RefusalOf(31, new string('~', 32)), StringComparison.Ordinal);

        string RefusalOf(int row, string text)
        {
            string[] picture = [.. rows];
            picture[row] = text;
            return Refusal(Valid.Replace("terrain: simple", $"terrain: |\n  {string.Join("\n  ", picture)}", StringComparison.Ordinal), out _);
        }
    }

    [Fact]
    public void A_file_too_long_for_a_map_is_refused_without_being_read_whole() => Assert.Equal(
        "'{0}' is too long for battle maps", Refusal($"# {new string('x', 4 << 20)}\n{Valid}", out string file).Replace(file, "{0}", StringComparison.Ordinal));

    [Fact]
    public void A_map_with_any_change_is_read_or_refused_in_one_line()
    {
        string[] pieces = ["", "0", "-1", "1e308", "\n", "  ", ":", "{", "}", "[", "]", ",", "|", "marine", "zealot: 128", "medivac", "like", "#", "'", "\0", "&a", "*a", "units", "~", "32", "é"];
        Gen<(int At, int Length, string Piece)> changes =
            from at in Gen.Choose(0, Valid.Length - 1)
            from length in Gen.Choose(0, 12)
            from piece in Gen.Elements(pieces)
            select (at, length, piece);
        int read = 0;

        Prop.ForAll(changes.ListOf().ToArbitrary(), list =>
        {
            string text = list.Aggregate(Valid, (map, change) =>
            {
                int at = Math.Min(change.At, map.Length);
                return map[..at] + change.Piece + map[Math.Min(map.Length, at + change.Length)..];
            });
            try
            {
                _ = BattlePlan.Of(BattleMaps.Parse(text, "map.yaml", BattleProfile.Sc2), "battle/file");
                read++;
            }
            catch (UserErrorException refused)
            {
                Assert.DoesNotContain("\n", refused.Message, StringComparison.Ordinal);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(4));

        Assert.InRange(read, 1, 2999);
    }

    private static BattleMap Load(string yaml) => BattleMaps.Parse(yaml, "map.yaml", BattleProfile.Sc2);

    private static string Refusal(string yaml, out string file)
    {
        using TemporaryFolder folder = new();
        string path = file = folder.Write("map.yaml", yaml);
        return Assert.Throws<UserErrorException>(() => BattleMaps.FromFile(path, BattleProfile.Sc2)).Message;
    }
}
