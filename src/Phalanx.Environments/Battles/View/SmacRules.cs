using Phalanx.Foundation;

namespace Phalanx.Environments.Battles;

/// <summary>
/// How many actions, observations and states of a battle have, and where in them what stands. Made once for all battles of a batch.
/// </summary>
internal sealed class SmacRules
{
    /// <summary>The action of the dead, and of them alone.</summary>
    public const int NoOperation = 0;

    /// <summary>The action of standing still.</summary>
    public const int Stop = 1;

    /// <summary>The first of the four moves: north, south, east, west.</summary>
    public const int FirstMove = 2;

    /// <summary>How many moves there are.</summary>
    public const int Moves = 4;

    /// <summary>The first action after the moves: turning where agents have a direction, attacks elsewhere.</summary>
    public const int FirstFacing = FirstMove + Moves;

    // North, south, east, west.
    private static readonly (int Across, int Up)[] Directions = [(0, 1), (0, -1), (1, 0), (-1, 0)];

    // Of every other unit that is seen: a mark, its distance, how far to the right, how far above.
    private const int PlaceFeatures = 4;

    // A battle with more numbers than that in one of its arrays is a mistake in its map.
    private const long LargestArray = 1 << 24;

    public SmacRules(SmacScenario scenario, SmacSettings settings, SmacExtras? extras = null)
    {
        (Scenario, Settings, Extras) = (scenario, settings, extras ?? SmacExtras.None);
        Refuse();
        (Allies, Enemies) = (scenario.Allies, scenario.Enemies);
        Targets = scenario.HasHealers ? Math.Max(Allies, Enemies) : Enemies;
        FirstTarget = FirstFacing + Extras.FacingActions;
        Actions = FirstTarget + Targets;

        (int allyShield, int enemyShield) = (scenario.AllyShields ? 1 : 0, scenario.EnemyShields ? 1 : 0);
        int facing = Extras.FacingActions > 0 ? 2 : 0;
        AllyLook = (settings.ObsAllHealth ? 1 + allyShield : 0) + scenario.TypeBits;
        EnemyLook = (settings.ObsAllHealth ? 1 + enemyShield : 0) + scenario.TypeBits;
        AllyBlock = PlaceFeatures + AllyLook + (settings.ObsLastAction ? Actions : 0);
        EnemyBlock = PlaceFeatures + EnemyLook;
        EnemyBlocksAt = Moves + (settings.ObsPathingGrid ? TerrainSamples.Around : 0) + (settings.ObsTerrainHeight ? TerrainSamples.Around + 1 : 0);
        OwnHealth = settings.ObsAllHealth || settings.ObsOwnHealth;
        OwnBlock = (OwnHealth ? 1 + allyShield : 0) + (Extras.OwnPosition ? 2 : 0) + facing + scenario.TypeBits;
        TimestepSlots = !settings.ObsTimestepNumber ? 0 : settings.BugCompatTimestep ? 2 : 1;
        AllyRow = 4 + allyShield + facing + scenario.TypeBits;
        EnemyRow = 3 + enemyShield + scenario.TypeBits;
        EntityHealth = OwnHealth ? 1 + Math.Max(allyShield, enemyShield) : 0;

        long observation = EnemyBlocksAt + ((long)Enemies * EnemyBlock) + ((Allies - 1L) * AllyBlock) + OwnBlock + TimestepSlots;
        long state = settings.ObsInsteadOfState
            ? Allies * observation
            : ((long)Allies * AllyRow) + ((long)Enemies * EnemyRow)
                + (settings.StateLastAction ? (long)Allies * Actions : 0) + (settings.StateTimestepNumber ? 1 : 0);
        long entity = (long)Allies + Enemies + (Actions - FirstMove) + scenario.TypeBits + EntityHealth + 2 + 4 + (EnemyBlocksAt - Moves);
        if (Math.Max(Math.Max(Allies * observation, state), (Allies + Enemies) * entity) > LargestArray)
        {
            throw new UserErrorException(
                $"the battle '{scenario.Name}' has {Allies} agents and {Enemies} enemies; " +
                $"what agents see would be more than {LargestArray} numbers, so take fewer units");
        }

        (ObservationSize, StateSize, EntityWidth) = ((int)observation, (int)state, (int)entity);
    }

    /// <summary>The battle.</summary>
    public SmacScenario Scenario { get; }

    /// <summary>The options of the view.</summary>
    public SmacSettings Settings { get; }

    /// <summary>What SMACv2 adds.</summary>
    public SmacExtras Extras { get; }

    /// <summary>How many agents there are.</summary>
    public int Allies { get; }

    /// <summary>How many enemies there are.</summary>
    public int Enemies { get; }

    /// <summary>How many units there are.</summary>
    public int Units => Allies + Enemies;

    /// <summary>How many actions have a target: one for each enemy, and where there are healers at least one for each agent.</summary>
    public int Targets { get; }

    /// <summary>The first action that has a target.</summary>
    public int FirstTarget { get; }

    /// <summary>How many actions there are.</summary>
    public int Actions { get; }

    /// <summary>How many numbers an agent sees.</summary>
    public int ObservationSize { get; }

    /// <summary>How many numbers the state has.</summary>
    public int StateSize { get; }

    /// <summary>How many numbers of an ally's look other agents see: health, shield, type.</summary>
    public int AllyLook { get; }

    /// <summary>How many numbers of an enemy's look agents see: health, shield, type.</summary>
    public int EnemyLook { get; }

    /// <summary>How many numbers an agent sees of another agent.</summary>
    public int AllyBlock { get; }

    /// <summary>How many numbers an agent sees of an enemy.</summary>
    public int EnemyBlock { get; }

    /// <summary>Where in an observation the enemies begin; before them are the moves and the ground around.</summary>
    public int EnemyBlocksAt { get; }

    /// <summary>Where in an observation the other agents begin.</summary>
    public int AllyBlocksAt => EnemyBlocksAt + (Enemies * EnemyBlock);

    /// <summary>Where in an observation the agent itself begins.</summary>
    public int OwnBlockAt => AllyBlocksAt + ((Allies - 1) * AllyBlock);

    /// <summary>How many numbers an agent sees of itself.</summary>
    public int OwnBlock { get; }

    /// <summary>Whether agents see their own health and shield.</summary>
    public bool OwnHealth { get; }

    /// <summary>How many numbers at the end of an observation are for the time; the last is the time.</summary>
    public int TimestepSlots { get; }

    /// <summary>How many numbers of the state describe an agent.</summary>
    public int AllyRow { get; }

    /// <summary>How many numbers of the state describe an enemy.</summary>
    public int EnemyRow { get; }

    /// <summary>How many numbers of an entity are its health and shield.</summary>
    public int EntityHealth { get; }

    /// <summary>How many numbers an entity has.</summary>
    public int EntityWidth { get; }

    /// <summary>The names of the figures that tell how a battle went.</summary>
    public static IReadOnlyList<string> Statistics { get; } = ["battle_won", "dead_allies", "dead_enemies", "timed_out"];

    /// <summary>What a battle is from outside.</summary>
    public EnvironmentSpec Spec => new()
    {
        Name = Scenario.Name,
        Agents = Allies,
        Actions = ActionSpec.Named(SmacNames.Actions(this)),
        ObservationSize = ObservationSize,
        StateSize = StateSize,
        EpisodeLimit = Scenario.EpisodeLimit,
        Statistics = Statistics,
        AgentFeatureSize = AllyRow,
        DeclaresAlive = true,
        Entities = new EntitySpec(Units, EntityWidth, AppendLastActions: true),
        ObservationParts = SmacNames.ObservationParts(this),
    };

    /// <summary>The names of the numbers of the state that describe an agent.</summary>
    public IReadOnlyList<string> AgentFeatures =>
    [
        "health", "energy/cooldown", "rel_x", "rel_y",
        .. Shield(Scenario.AllyShields),
        .. Extras.FacingActions > 0 ? ["fov_x", "fov_y"] : Array.Empty<string>(),
        .. Types(),
    ];

    /// <summary>The names of the numbers of the state that describe an enemy.</summary>
    public IReadOnlyList<string> EnemyFeatures => ["health", "rel_x", "rel_y", .. Shield(Scenario.EnemyShields), .. Types()];

    /// <summary>The point that a move leads to.</summary>
    /// <param name="move">Which of the <see cref="Moves"/>.</param>
    /// <param name="x">Where the unit is, from the left.</param>
    /// <param name="y">Where the unit is, from the bottom.</param>
    public (double X, double Y) EndOf(int move, double x, double y)
    {
        (int across, int up) = Directions[move];
        return (x + (across * Settings.MoveAmount), y + (up * Settings.MoveAmount));
    }

    private static string[] Shield(bool shown) => shown ? ["shield"] : [];

    private IEnumerable<string> Types() => Enumerable.Range(0, Scenario.TypeBits).Select(bit => $"type_{bit}");

    private void Refuse()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Scenario.Allies, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Scenario.Enemies, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Scenario.TypeBits);
        ArgumentOutOfRangeException.ThrowIfNegative(Extras.FacingActions);
        if (Settings.BugCompatTimestep && !Settings.ObsTimestepNumber)
        {
            throw new UserErrorException(
                "env.bug_compat_timestep is true but env.obs_timestep_number is false; it adds a zero before the time, so set both or neither");
        }
    }
}
