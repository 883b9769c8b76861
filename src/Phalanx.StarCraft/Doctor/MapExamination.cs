using System.Globalization;
using System.Text;
using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Client;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Doctor;

/// <summary>
/// Plays a map of a game, and writes down what the tables of the built-in battles have of it: the ground, where units start, what they are, how fast they walk
/// and shoot (battles.md, 9).
/// </summary>
internal sealed class MapExamination
{
    private const int MostLoopsToStart = 100;
    private const double Near = 0.005;

    // A cooldown is read up to a loop after the shot, and the engine adds from -1 to 2 loops to it.
    private const double LeastOfCooldown = -2;
    private const double MostOfCooldown = 2;

    private readonly ExaminedGame _game;
    private readonly BattlePlan _plan;
    private readonly Forces _table;
    private readonly List<string> _differences = [];
    private readonly StringBuilder _text = new();

    private MapExamination(ExaminedGame game, string map)
    {
        _game = game;
        _plan = BattlePlan.Of(BattleMaps.Load(map, BattleProfile.Sc2), map);
        var world = new BattleWorld(new BattleRules(_plan, new BattleMapSettings()));
        world.Begin(0);
        _table = world.Forces;
    }

    /// <summary>Examines a map.</summary>
    /// <param name="game">The game.</param>
    /// <param name="starter">The map, as the game has it.</param>
    /// <param name="map">What it is called.</param>
    public static MapFindings Of(ExaminedGame game, GameStarter starter, string map)
    {
        var examination = new MapExamination(game, map);
        examination.Examine(starter, map);
        return new MapFindings(map, examination._differences, examination._text.ToString());
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private void Examine(GameStarter starter, string map)
    {
        StartRaw told = _game.Play(starter);
        Terrain ground = MapImages.Read(map, told.PathingGrid, told.TerrainHeight);
        Say($"# {map}, as version {_game.Version.GameVersion} of the game tells");
        Say("terrain: |");
        _text.Append(TerrainPicture.Draw(ground));
        Say($"heights: {{free: [{string.Join(", ", TerrainPicture.Levels(ground, walkable: true))}], blocked: [{string.Join(", ", TerrainPicture.Levels(ground, walkable: false))}]}}");
        _differences.AddRange(TerrainPicture.Differences(ground, _plan.Scenario.Terrain));

        List<Unit> units = Start(() => _game.Units());
        if (units.Count == _table.Count)
        {
            CompareUnits(units);
            Measure(units);
        }
        else
        {
            _differences.Add($"the game has {units.Count} units {MostLoopsToStart} loops after the start; the table has {_table.Count}");
        }
    }

    /// <summary>The units as a battle begins, in the order of the table. A game may take some loops to make them.</summary>
    private List<Unit> Start(Func<IReadOnlyList<Unit>> units)
    {
        IReadOnlyList<Unit> seen = units();
        for (int loop = 0; loop < MostLoopsToStart && seen.Count != _table.Count; loop++)
        {
            _game.Step(1);
            seen = units();
        }

        return
        [
            .. seen.Where(unit => unit.Owner == 1).OrderBy(unit => unit.UnitType).ThenBy(unit => unit.Pos.X).ThenBy(unit => unit.Pos.Y),
            .. seen.Where(unit => unit.Owner == 2),
        ];
    }

    private void CompareUnits(List<Unit> units)
    {
        uint first = units[0].UnitType;
        Say("units:");
        for (int unit = 0; unit < units.Count; unit++)
        {
            Unit told = units[unit];
            UnitType type = _table.Types[unit];
            bool ally = _table.IsAlly(unit);
            string name = $"{(ally ? "agent" : "enemy")} {(ally ? unit : unit - _table.Allies)} ({type.Name})";
            uint number = ally ? UnitNumbers.OfAlly(type, _plan, first) : UnitNumbers.OfStock(type);
            Say(string.Create(
                CultureInfo.InvariantCulture,
                $"  - {{side: {(ally ? "ally" : "enemy")}, type: {told.UnitType}, at: [{Number(told.Pos.X)}, {Number(told.Pos.Y)}], radius: {Number(told.Radius)}, health: {Number(told.HealthMax)}, shield: {Number(told.ShieldMax)}}}"));
            Compare(name, "type", told.UnitType, number);
            Compare(name, "x", told.Pos.X, _table.X[unit]);
            Compare(name, "y", told.Pos.Y, _table.Y[unit]);
            Compare(name, "radius", told.Radius, type.Radius);
            Compare(name, "health", told.HealthMax, type.Health);
            Compare(name, "shield", told.ShieldMax, type.Shield);
            if (ally)
            {
                Compare(name, "energy", told.Energy, type.Healing?.EnergyAtStart ?? 0);
            }
        }
    }

    private void Measure(List<Unit> units)
    {
        IReadOnlyList<UnitMeasurement> measured = new MeasuredTeam(_game, _plan).Measure(units, NextBattle);
        Say("measured:");
        for (int place = 0; place < measured.Count; place++)
        {
            UnitType type = _plan.IdOrder[place];
            UnitMeasurement told = measured[place];
            Say($"  {type.Name}: {{speed_per_loop: {Number(told.Speed)}, cooldowns: [{string.Join(", ", told.Cooldowns.Take(12).Select(Number))}], loops_between_shots: [{string.Join(", ", told.Gaps.Take(12))}]}}");
            Compare(type.Name, "speed per loop", told.Speed, type.Speed);
            if (type.Weapon is { Area: not AreaOfEffect.Burst } weapon)
            {
                foreach (double cooldown in told.Cooldowns.Where(cooldown => cooldown < weapon.Cooldown + LeastOfCooldown - Near || cooldown > weapon.Cooldown + MostOfCooldown + Near).Take(1))
                {
                    _differences.Add($"{type.Name}: a cooldown of {Number(cooldown)} loops follows a shot; the table has {Number(weapon.Cooldown)}, give or take {Number(MostOfCooldown)}");
                }

                if (told.Cooldowns.Count == 0)
                {
                    _differences.Add($"{type.Name}: none was seen to shoot");
                }
            }
        }
    }

    private List<Unit> NextBattle()
    {
        var kill = new DebugKillUnit { Tag = { _game.Units().Select(unit => unit.Tag) } };
        _game.Debug([new DebugCommand { KillUnit = kill }]);
        _game.Step(2);
        return Start(() => [.. _game.Units().Where(unit => !kill.Tag.Contains(unit.Tag))]);
    }

    private void Compare(string who, string what, double told, double known)
    {
        if (Math.Abs(told - known) > Near)
        {
            _differences.Add($"{who}: {what} is {Number(told)}; the table has {Number(known)}");
        }
    }

    private void Say(string line) => _text.Append(line).Append('\n');
}
