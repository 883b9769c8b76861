using Phalanx.Environments;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Analysis.Experiments;

/// <summary>
/// How long cells take, before any has been run: hours of a machine of two cores on which two cells train side by side. It is a table of rates
/// (<c>cost-model.yaml</c>); measured rates of finished cells are better.
/// </summary>
public sealed class CostModel
{
    private const string Resource = "costs/cost-model.yaml";
    private const double SecondsPerHour = 3600;
    private const double StepsOfRate = 1e6;

    private static readonly Lazy<CostModel> Embedded = new(Read);

    private readonly Dictionary<string, double> _factors;
    private readonly Dictionary<string, double> _oneStep;
    private readonly IReadOnlyList<WorldRate> _worlds;
    private readonly double _otherFactor;
    private readonly double _otherOneStep;

    private CostModel(DocumentNode root)
    {
        root.AllowOnly("factors", "one_step", "worlds", "sources");
        _factors = Rates(root.Required("factors"), out _otherFactor);
        _oneStep = Rates(root.Required("one_step"), out _otherOneStep);
        _worlds = [.. root.Required("worlds").Items().Select(WorldRate.Read)];
    }

    /// <summary>The model that comes with the library.</summary>
    public static CostModel BuiltIn => Embedded.Value;

    /// <summary>The algorithms that it has a factor for.</summary>
    public IReadOnlyCollection<string> Algorithms => _factors.Keys;

    /// <summary>The hours of one cell.</summary>
    /// <param name="run">Its settings.</param>
    /// <param name="spec">Its environment.</param>
    public double HoursOf(RunSettings run, EnvironmentSpec spec)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(spec);
        WorldRate rate = _worlds.First(world => world.Includes(run.EnvironmentName, spec.Agents, spec.EpisodeLimit));
        double millions = run.Training.Steps / StepsOfRate;
        return millions * (rate.IsOneStep
            ? rate.Scale * _oneStep.GetValueOrDefault(run.AlgorithmName, _otherOneStep) / SecondsPerHour
            : rate.Scale * spec.Agents * ((rate.Training * FactorOf(run.AlgorithmName, rate)) + rate.Acting) / SecondsPerHour);
    }

    /// <summary>The hours of all cells of an experiment.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="scope">How much of it.</param>
    /// <param name="resolver">The resolver of the registries that the experiment was read with.</param>
    /// <param name="environments">The environments.</param>
    public double HoursOf(Experiment experiment, ExperimentScope scope, SettingsResolver resolver, EnvironmentRegistry environments)
    {
        ArgumentNullException.ThrowIfNull(environments);
        IReadOnlyList<ExperimentCell> cells = experiment.CellsOf(scope);
        return cells.GroupBy(cell => (cell.Arm.Id, cell.Environment.Id)).Sum(group =>
        {
            // Seeds do not change how long a run takes.
            RunSettings run = group.First().Resolve(resolver).Run;
            return group.Count() * HoursOf(run, environments[run.EnvironmentName].SpecOf(run.Env));
        });
    }

    private double FactorOf(string algorithm, WorldRate rate) =>
        rate.Factors.TryGetValue(algorithm, out double own) ? own : _factors.GetValueOrDefault(algorithm, _otherFactor);

    private static CostModel Read() => new(DocumentNode.ReadEmbedded(typeof(CostModel).Assembly, Resource, "costs"));

    private static Dictionary<string, double> Rates(DocumentNode node, out double other)
    {
        other = node.Required("other").AnyNumber();
        return node.Members().Where(member => member.Key != "other").ToDictionary(member => member.Key, member => member.AnyNumber());
    }

    /// <summary>What a step of an environment costs, per million of them.</summary>
    private sealed record WorldRate(
        string Pattern, int MostAgents, bool IsOneStep, double Training, double Acting, double Scale, IReadOnlyDictionary<string, double> Factors)
    {
        public static WorldRate Read(DocumentNode node)
        {
            node.AllowOnly("environment", "most_agents", "one_step", "training", "acting", "scale", "factors");
            return new WorldRate(
                node.Required("environment").Text(),
                node.Find("most_agents")?.WholeNumber(1, int.MaxValue) ?? int.MaxValue,
                node.IsTrue("one_step"),
                node.NumberOf("training") ?? 0,
                node.NumberOf("acting") ?? 0,
                node.NumberOf("scale") ?? 1,
                node.Find("factors")?.Members().ToDictionary(member => member.Key, member => member.AnyNumber()) ?? []);
        }

        public bool Includes(string environment, int agents, int steps) =>
            agents <= MostAgents
            && (!IsOneStep || Pattern != "*" || steps == 1)
            && (Pattern.EndsWith('*') ? environment.StartsWith(Pattern[..^1], StringComparison.Ordinal) : environment == Pattern);
    }
}
