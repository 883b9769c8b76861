using Phalanx.Foundation;

namespace Phalanx.Environments.Battles;

/// <summary>
/// What the agents of one battle may do, see and are paid. It is SMAC's, and knows nothing of how units move or fight: a simulator or the
/// game writes <see cref="Units"/>, and everything else follows from them.
/// </summary>
/// <remarks>
/// An episode is <see cref="Begin"/>, the units written, <see cref="Refresh"/>; then for each step <see cref="Breach"/> and <see cref="Take"/>
/// with the joint action, <see cref="OrderOf"/> for each agent, the units written again, <see cref="Settle"/>. All arrays are made with the
/// view, and nothing is allocated afterwards.
/// </remarks>
internal sealed partial class SmacView
{
    private readonly SmacRules _rules;
    private readonly TerrainSamples _terrain;
    private readonly SmacUnit[] _traits;
    private readonly UnitSnapshot[] _units;
    private readonly BattleScore _score;
    private readonly SideSight _allySight;
    private readonly SideSight _enemySight;
    private readonly UnitSets _fighters;
    private readonly FieldOfView? _cones;
    private readonly EnemyDisclosure? _disclosure;
    private readonly float[] _allyLooks;
    private readonly float[] _enemyLooks;
    private readonly int[] _moves;
    private readonly int[] _actions;
    private int _steps;

    /// <param name="rules">What all battles of the batch have in common.</param>
    public SmacView(SmacRules rules)
    {
        _rules = rules;
        _terrain = new TerrainSamples(rules.Scenario.Terrain, rules.Settings.MoveAmount);
        _traits = new SmacUnit[rules.Units];
        _units = new UnitSnapshot[rules.Units];
        _score = new BattleScore(rules);
        _allySight = new SideSight(rules.Allies, rules.Allies);
        _enemySight = new SideSight(rules.Allies, rules.Enemies);
        _fighters = new UnitSets(1, rules.Allies);
        _cones = rules.Extras.FacingActions > 0 ? new FieldOfView(rules) : null;
        _disclosure = rules.Extras.ObserveEnemyProbability < 1 ? new EnemyDisclosure(rules) : null;
        _allyLooks = new float[rules.Allies * rules.AllyLook];
        _enemyLooks = new float[rules.Enemies * rules.EnemyLook];
        _moves = new int[rules.Allies];
        _actions = new int[rules.Allies];
    }

    /// <summary>What all battles of the batch have in common.</summary>
    public SmacRules Rules => _rules;

    /// <summary>
    /// The units, the team first, both sides by id. The world writes them before <see cref="Refresh"/> and before <see cref="Settle"/>.
    /// </summary>
    public Span<UnitSnapshot> Units => _units;

    /// <summary>What does not change about the units during the episode, in the same order.</summary>
    public ReadOnlySpan<SmacUnit> Traits => _traits;

    /// <summary>Where agents look; null where they see all around.</summary>
    public FieldOfView? Cones => _cones;

    /// <summary>How many steps the episode has taken.</summary>
    public int Steps => _steps;

    /// <summary>How the battle stands.</summary>
    public BattleEnd End => _score.End;

    /// <summary>The most there is to earn in this battle, before rewards are scaled.</summary>
    public double MostToEarn => _score.MostToEarn;

    /// <summary>Begins an episode.</summary>
    /// <param name="units">The units of the episode, the team first, both sides by id.</param>
    /// <param name="random">Draws that are for the view alone: which agents may see an enemy that another saw first.</param>
    public void Begin(ReadOnlySpan<SmacUnit> units, RandomStream random = default)
    {
        units.CopyTo(_traits);
        _score.Begin(units);
        _fighters.Clear();
        for (int agent = 0; agent < _rules.Allies; agent++)
        {
            if (!units[agent].IsHealer)
            {
                _fighters[0].Add(agent);
            }
        }

        _cones?.Begin();
        _disclosure?.Begin(random);
        Array.Fill(_actions, -1);
        _steps = 0;
    }

    /// <summary>Looks at the units as they are before the first step.</summary>
    public void Refresh()
    {
        _score.Start(_units);
        Observe();
    }

    /// <summary>Looks at the units as they are after a step.</summary>
    /// <returns>The team's reward, and whether the battle is over.</returns>
    public StepResult Settle()
    {
        _steps++;
        double reward = _score.Settle(_traits, _units, _steps >= _rules.Scenario.EpisodeLimit);
        Observe();
        bool truncated = End == BattleEnd.TimedOut && _rules.Settings.ContinuingEpisode;
        return new StepResult(reward, End != BattleEnd.None && !truncated, truncated);
    }

    /// <summary>Writes which agents are alive.</summary>
    /// <param name="alive">[agents].</param>
    public void WriteAlive(Span<bool> alive)
    {
        for (int agent = 0; agent < _rules.Allies; agent++)
        {
            alive[agent] = _units[agent].IsAlive;
        }
    }

    /// <summary>Writes how the battle went so far.</summary>
    /// <param name="statistics">One number for each of <see cref="SmacRules.Statistics"/>.</param>
    public void WriteStatistics(Span<float> statistics)
    {
        statistics[0] = End == BattleEnd.Won ? 1 : 0;
        statistics[1] = _score.DeadAllies;
        statistics[2] = _score.DeadEnemies;
        statistics[3] = End == BattleEnd.TimedOut ? 1 : 0;
    }

    /// <summary>Writes which units each living agent sees, except itself.</summary>
    /// <param name="visible">[agents x units].</param>
    public void WriteVisibility(Span<bool> visible)
    {
        visible[..(_rules.Allies * _rules.Units)].Clear();
        for (int agent = 0; agent < _rules.Allies; agent++)
        {
            Span<bool> row = visible.Slice(agent * _rules.Units, _rules.Units);
            foreach (int ally in new UnitsOf(_allySight.Seen[agent]))
            {
                row[ally] = true;
            }

            foreach (int enemy in new UnitsOf(_enemySight.Seen[agent]))
            {
                row[_rules.Allies + enemy] = true;
            }
        }
    }

    private void Observe()
    {
        for (int unit = 0; unit < _rules.Allies; unit++)
        {
            _allySight.Place(unit, _units[unit]);
            WriteLook(unit, _rules.Scenario.AllyShields, _allyLooks.AsSpan(unit * _rules.AllyLook, _rules.AllyLook));
        }

        for (int unit = 0; unit < _rules.Enemies; unit++)
        {
            _enemySight.Place(unit, _units[_rules.Allies + unit]);
            WriteLook(_rules.Allies + unit, _rules.Scenario.EnemyShields, _enemyLooks.AsSpan(unit * _rules.EnemyLook, _rules.EnemyLook));
        }

        for (int agent = 0; agent < _rules.Allies; agent++)
        {
            ObserveFrom(agent);
        }

        _disclosure?.Update(_units, _enemySight.Seen);
    }

    private void ObserveFrom(int agent)
    {
        ref readonly UnitSnapshot unit = ref _units[agent];
        if (!unit.IsAlive)
        {
            _moves[agent] = 0;
            _allySight.SeeNothing(agent);
            _enemySight.SeeNothing(agent);
            return;
        }

        _moves[agent] = _terrain.MovesFrom(unit.X, unit.Y);
        ref readonly SmacUnit traits = ref _traits[agent];

        // A cone includes its far edge; without cones what stands exactly at the end of the sight is not seen.
        double seenBelow = _cones is null ? traits.Sight : Math.BitIncrement(traits.Sight);
        _allySight.Scan(agent, unit.X, unit.Y, traits.Sight, seenBelow, traits.ShootRange);
        _enemySight.Scan(agent, unit.X, unit.Y, traits.Sight, seenBelow, traits.ShootRange);
        _cones?.Narrow(agent, unit.X, unit.Y, _allySight);
        _cones?.Narrow(agent, unit.X, unit.Y, _enemySight);
        _allySight.Seen[agent].Remove(agent);
        if (traits.IsHealer)
        {
            // Healers heal no healers.
            _allySight.Reached[agent].Intersect(_fighters[0]);
        }
    }

    /// <summary>Writes what others see of a unit besides its place: health, shield, type.</summary>
    private void WriteLook(int unit, bool shields, Span<float> look)
    {
        if (look.IsEmpty)
        {
            return;
        }

        look.Clear();
        ref readonly SmacUnit traits = ref _traits[unit];
        if (_rules.Settings.ObsAllHealth)
        {
            look[0] = HealthOf(unit);
            if (shields)
            {
                look[1] = ShieldOf(unit);
            }
        }

        WriteType(unit, look);
    }

    private float HealthOf(int unit) => (float)(_units[unit].Health / _traits[unit].HealthMax);

    private float ShieldOf(int unit) => _traits[unit].ShieldMax > 0 ? (float)(_units[unit].Shield / _traits[unit].ShieldMax) : 0;

    /// <summary>Marks the type of a unit in the last numbers of its features.</summary>
    private void WriteType(int unit, Span<float> features)
    {
        if (_rules.Scenario.TypeBits > 0)
        {
            features[^(_rules.Scenario.TypeBits - _traits[unit].TypeBit)] = 1;
        }
    }

    private float TimeUsed() => (float)((double)_steps / _rules.Scenario.EpisodeLimit);
}
