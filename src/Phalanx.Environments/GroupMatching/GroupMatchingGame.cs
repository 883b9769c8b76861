using Phalanx.Foundation;

namespace Phalanx.Environments.GroupMatching;

/// <summary>
/// The group matching of REFIL's paper: agents on a ring of cells, split into groups at random. Each group has to gather in any one
/// cell. The other groups are irrelevant, and a method that ignores them learns faster.
/// </summary>
internal sealed partial class GroupMatchingGame : IEnvironmentBatch
{
    public const int Left = 0;
    public const int Stay = 1;
    public const int Right = 2;

    private const int ActionCount = 3;
    private const double StepCost = 0.1;
    private const double MatchReward = 2.5;

    private static readonly StreamPurpose Draws = StreamPurpose.Named("group-matching");

    private readonly GroupMatchingSettings _settings;
    private readonly EpisodeTracker _episodes;
    private readonly int _agents;
    private readonly RandomStream[] _streams;
    private readonly int[] _cells;
    private readonly int[] _groups;
    private readonly int[] _matched;

    public GroupMatchingGame(GroupMatchingSettings settings, int count)
    {
        _settings = settings;
        _agents = settings.Agents;
        Spec = SpecOf(settings);
        _episodes = new EpisodeTracker(Spec, count);
        _streams = new RandomStream[count];
        _cells = new int[count * _agents];
        _groups = new int[count * _agents];
        _matched = new int[count];
    }

    public EnvironmentSpec Spec { get; }

    public int Count => _matched.Length;

    /// <summary>The specification that follows from settings.</summary>
    public static EnvironmentSpec SpecOf(GroupMatchingSettings settings)
    {
        int agents = settings.Agents;
        int features = settings.Cells + settings.Groups;
        string[] names =
        [
            .. Enumerable.Range(0, settings.Cells).Select(cell => $"cell {cell}"),
            .. Enumerable.Range(0, settings.Groups).Select(group => $"group {group}"),
        ];
        return new EnvironmentSpec
        {
            Name = "group-matching",
            Agents = agents,
            Actions = ActionSpec.Named("left", "stay", "right"),
            ObservationSize = agents * features,
            StateSize = agents * features,
            EpisodeLimit = settings.MaxSteps,
            AgentFeatureSize = features,
            Statistics = ["solved"],
            Entities = new EntitySpec(agents, features + agents),
            ObservationParts = ObservationPart.InOrder(
                new ObservationPart("own", 0, [features]) { Features = names },
                new ObservationPart("others", 0, [agents - 1, features]) { Features = names }),
        };
    }

    public void Reset(int environment, ulong seed)
    {
        _episodes.Begin(environment, seed);
        _streams[environment] = new RandomStream(seed, Draws, 0);
        ref RandomStream stream = ref _streams[environment];
        Split(ref stream, GroupsOf(environment));
        foreach (ref int cell in CellsOf(environment))
        {
            cell = stream.NextInt(_settings.Cells);
        }

        _matched[environment] = CountMatched(environment);
    }

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            int environment = environments[row];
            JointAction action = actions.Row(row, Spec);
            _episodes.CheckStep(environment, action);
            Move(ref _streams[environment], CellsOf(environment), action.Discrete);
            int before = _matched[environment];
            int matched = _matched[environment] = CountMatched(environment);
            double reward = (MatchReward * (matched - before)) - StepCost;
            results[row] = _episodes.EndStep(environment, reward, terminated: matched == _settings.Groups);
        }
    }

    public Frame Draw(int environment) => GroupMatchingDrawing.Draw(
        CellsOf(environment), GroupsOf(environment), _settings.Cells, _episodes.StepsOf(environment), _matched[environment]);

    /// <summary>Where the agents are.</summary>
    internal Span<int> CellsOf(int environment) => Buffers.Row<int>(_cells, environment, _agents);

    /// <summary>The groups the agents belong to.</summary>
    internal Span<int> GroupsOf(int environment) => Buffers.Row<int>(_groups, environment, _agents);

    /// <summary>Puts the agents into the cells and groups a test wants them in.</summary>
    internal void Place(int environment, ReadOnlySpan<int> cells, ReadOnlySpan<int> groups)
    {
        cells.CopyTo(CellsOf(environment));
        groups.CopyTo(GroupsOf(environment));
        _matched[environment] = CountMatched(environment);
    }

    /// <summary>
    /// Cuts the agents, in random order, at random places before one of them. An agent is of the group whose number is that of the cuts
    /// before it. A group may be empty, the last one excepted.
    /// </summary>
    private void Split(ref RandomStream stream, Span<int> groups)
    {
        Span<int> order = stackalloc int[_agents];
        Span<int> cuts = stackalloc int[_settings.Groups - 1];
        stream.Permutation(order);
        foreach (ref int cut in cuts)
        {
            cut = stream.NextInt(_agents);
        }

        for (int place = 0; place < _agents; place++)
        {
            groups[_settings.FixedGroups ? place : order[place]] = _settings.FixedGroups
                ? place * _settings.Groups / _agents
                : CutsUpTo(place, cuts);
        }
    }

    private static int CutsUpTo(int place, ReadOnlySpan<int> cuts)
    {
        int count = 0;
        foreach (int cut in cuts)
        {
            count += cut <= place ? 1 : 0;
        }

        return count;
    }

    private void Move(ref RandomStream stream, Span<int> cells, ReadOnlySpan<int> actions)
    {
        for (int agent = 0; agent < cells.Length; agent++)
        {
            int action = stream.NextSingle() < _settings.Slip ? stream.NextInt(ActionCount) : actions[agent];
            int cell = cells[agent] + action - Stay;
            cells[agent] = cell < 0 ? _settings.Cells - 1 : cell == _settings.Cells ? 0 : cell;
        }
    }

    /// <summary>How many groups are gathered in one cell. One without members is.</summary>
    private int CountMatched(int environment)
    {
        const int Nowhere = -1;
        const int Scattered = -2;
        ReadOnlySpan<int> cells = CellsOf(environment);
        ReadOnlySpan<int> groups = GroupsOf(environment);
        Span<int> places = stackalloc int[_settings.Groups];
        places.Fill(Nowhere);
        for (int agent = 0; agent < cells.Length; agent++)
        {
            ref int place = ref places[groups[agent]];
            place = place == Nowhere || place == cells[agent] ? cells[agent] : Scattered;
        }

        return places.Length - places.Count(Scattered);
    }
}
