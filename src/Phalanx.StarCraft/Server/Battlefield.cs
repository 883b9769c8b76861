using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Server;

/// <summary>
/// The battles of one game, one after the other. As on SMAC's maps, the next begins when no unit is left: with the units that a client created meanwhile, or with
/// those of the map. Every unit of a game has a tag of its own.
/// </summary>
internal sealed class Battlefield
{
    /// <summary>The most units that a side can have.</summary>
    public const int MostUnits = 128;

    private const ulong FirstTag = 0x1_0000_0001;

    private static readonly BattleMapSettings Settings = new() { Profile = BattleProfile.Sc2 };
    private static readonly UnitType[] StockTypes = [.. UnitNumbers.StockNames.Values.Order(StringComparer.Ordinal).Select(StockOf)];

    private readonly ServedMap _map;
    private readonly uint _seed;
    private readonly List<CreatedUnit> _created = [];
    private readonly List<ulong> _deaths = [];
    private BattleWorld? _ofMap;
    private BattleWorld? _world;
    private bool[] _dead = [];
    private (double X, double Y)[] _looks = [];
    private ulong _firstTag = FirstTag;
    private ulong _battles;

    /// <param name="map">The map.</param>
    /// <param name="seed">What the battles are drawn from.</param>
    public Battlefield(ServedMap map, uint seed)
    {
        (_map, _seed) = (map, seed);
        Forces = new Forces(0, 0);
        Begin();
    }

    /// <summary>All units of the battle.</summary>
    public Forces Forces { get; private set; }

    /// <summary>How often the units were replaced by others, or by none.</summary>
    public ulong Changes { get; private set; }

    /// <summary>How many units are alive.</summary>
    public int Living { get; private set; }

    /// <summary>The units that died since <see cref="ForgetDeaths"/>.</summary>
    public IReadOnlyList<ulong> Deaths => _deaths;

    /// <summary>The units that clients created since the last battle began.</summary>
    public IReadOnlyList<CreatedUnit> Created => _created;

    /// <summary>The enemy's type of a name.</summary>
    public static UnitType StockOf(string name)
    {
        UnitTypes types = UnitTypes.Of(BattleProfile.Sc2);
        return types.Names.Contains($"{name}_stock") ? types[$"{name}_stock"] : types[name];
    }

    /// <summary>The tag of a unit.</summary>
    public ulong TagOf(int unit) => _firstTag + (ulong)unit;

    /// <summary>The angle at which a unit looks, from 0 up to a whole turn.</summary>
    public double FacingOf(int unit)
    {
        double angle = Math.Atan2(_looks[unit].Y, _looks[unit].X);
        return angle < 0 ? angle + (2 * Math.PI) : angle;
    }

    /// <summary>The living unit with a tag; -1 when there is none.</summary>
    public int Find(ulong tag) => tag >= _firstTag && tag - _firstTag < (ulong)Forces.Count && Forces.IsAlive((int)(tag - _firstTag)) ? (int)(tag - _firstTag) : -1;

    /// <summary>Lets loops go by. When no unit is left, the next battle stands ready after them.</summary>
    /// <param name="loops">How many.</param>
    public void Advance(int loops)
    {
        if (Living == 0 && loops > 0)
        {
            Begin();
            return;
        }

        for (int loop = 0; loop < loops && Living > 0; loop++)
        {
            _world!.Advance(1);
            NoteLooks();
            NoteDeaths();
        }
    }

    /// <summary>Begins another battle, even while units live.</summary>
    public void Restart()
    {
        _created.Clear();
        Begin();
    }

    /// <summary>Kills a living unit.</summary>
    public void Kill(int unit)
    {
        (Forces.Health[unit], Forces.Shield[unit]) = (0, 0);
        NoteDeaths();
    }

    /// <summary>Keeps a unit for the next battle.</summary>
    public void Create(CreatedUnit unit) => _created.Add(unit);

    /// <summary>Begins the list of the dead anew.</summary>
    public void ForgetDeaths() => _deaths.Clear();

    private void Begin()
    {
        _firstTag += (ulong)Forces.Count;
        _world = _created.Count > 0 ? new BattleWorld(new BattleRules(PlanOfCreated(), Settings))
            : _map.Plan is { } plan ? _ofMap ??= new BattleWorld(new BattleRules(plan, Settings))
            : null;
        _created.Clear();
        _world?.Begin(EpisodeSeeds.Of(_seed, _battles));
        Forces = _world?.Forces ?? new Forces(0, 0);
        _battles += _world is null ? 0UL : 1;
        Changes++;
        Living = Forces.Count;
        if (_dead.Length != Forces.Count)
        {
            _dead = new bool[Forces.Count];
            _looks = new (double X, double Y)[Forces.Count];
        }

        Array.Clear(_dead);
        for (int unit = 0; unit < _looks.Length; unit++)
        {
            _looks[unit] = (Forces.IsAlly(unit) ? 1 : -1, 0);
        }
    }

    private BattlePlan PlanOfCreated()
    {
        var lineup = new CreatedLineup(_created, _map.Terrain);
        return new BattlePlan
        {
            Scenario = new SmacScenario
            {
                Name = _map.Name,
                Allies = lineup.Allies,
                Enemies = lineup.Enemies,
                EpisodeLimit = int.MaxValue,
                AllyShields = false,
                EnemyShields = false,
                TypeBits = 0,
                HasHealers = false,
                Terrain = _map.Terrain,
            },
            Lineup = lineup,
            Order = new EnemyOrder.Hold(),
            IdleChase = _map.IdleChase,
            AllyTypes = _map.TeamTypes,
            EnemyTypes = StockTypes,
        };
    }

    /// <summary>A unit looks where it walks, and at what it acts on.</summary>
    private void NoteLooks()
    {
        for (int unit = 0; unit < _looks.Length; unit++)
        {
            Decision decision = Forces.Decisions[unit];
            if (Forces.IsAlive(unit) && (decision.Acts || decision.Walks))
            {
                (double x, double y) = decision.Target >= 0 ? (Forces.X[decision.Target], Forces.Y[decision.Target]) : (decision.X, decision.Y);
                (double dx, double dy) = (x - Forces.X[unit], y - Forces.Y[unit]);
                _looks[unit] = dx != 0 || dy != 0 ? (dx, dy) : _looks[unit];
            }
        }
    }

    private void NoteDeaths()
    {
        for (int unit = 0; unit < _dead.Length; unit++)
        {
            if (!_dead[unit] && !Forces.IsAlive(unit))
            {
                _dead[unit] = true;
                Living--;
                _deaths.Add(TagOf(unit));
            }
        }
    }
}
