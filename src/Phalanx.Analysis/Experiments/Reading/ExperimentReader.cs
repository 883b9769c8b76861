using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Settings;
using Phalanx.Studies.Plans;

namespace Phalanx.Analysis.Experiments;

/// <summary>
/// Reads experiment files. Every unknown key, arm, metric, algorithm or environment is refused with the nearest right name, the file and the line; what
/// the settings of arms may be is known when they are resolved (<see cref="ExperimentCells"/>).
/// </summary>
/// <param name="algorithms">The algorithms that arms may name.</param>
/// <param name="environments">The environments that there are.</param>
public sealed class ExperimentReader(AlgorithmRegistry algorithms, EnvironmentRegistry environments)
{
    private const string Content = "experiments";

    private static readonly string[] Keys =
    [
        "experiment", "title", "paper", "place", "kind", "paper_values", "environments", "settings", "arms", "seeds", "quick", "claims", "report", "notes",
    ];

    /// <summary>An experiment from its YAML.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="file">What sentences call it.</param>
    /// <exception cref="UserErrorException">The text is no experiment; the sentence says where and why.</exception>
    public Experiment Read(string yaml, string file) => Read(DocumentNode.Read(yaml, file, Content), file);

    /// <summary>An experiment from a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UserErrorException">It cannot be read, or is no experiment.</exception>
    public Experiment ReadFile(string path) => Read(DocumentNode.ReadFile(path, Content), path);

    /// <summary>An experiment without claims, which is the file of a sweep: what makes it one of a paper may be missing, and seeds may be a list or their number.</summary>
    /// <param name="root">What is in the file.</param>
    /// <param name="path">The file, whose name is by default the experiment's.</param>
    /// <exception cref="UserErrorException">Something is missing or not allowed, or there are claims.</exception>
    public Experiment ReadSweep(DocumentNode root, string path)
    {
        ArgumentNullException.ThrowIfNull(root);
        root.AllowOnly(Keys);
        if (root.Find("claims") is { } claims && (!claims.IsList || claims.Items().Count > 0))
        {
            throw new UserErrorException(
                $"{Wording.File(path)} has claims, and a sweep judges none: 'phalanx reproduce' does, of the experiments that come with it; leave them out to run the cells alone");
        }

        _ = root.Required("environments");
        _ = root.Required("arms");
        Experiment experiment = WithoutClaims(root, path, root.TextOf("experiment", Path.GetFileNameWithoutExtension(path)), SweptSeeds(root.Find("seeds")));
        StudyPlan.ThrowIfTooManyCells((double)experiment.Environments.Count * experiment.Arms.Count * experiment.Seeds.Full.Count, path);
        return experiment.CellsOf(ExperimentScope.Full).Count > 0
            ? experiment
            : throw new UserErrorException($"{Wording.File(path)} has no arm that is run: each is optional, impossible, or has no environment");
    }

    internal Experiment ReadEmbedded(string resource) => Read(DocumentNode.ReadEmbedded(typeof(ExperimentReader).Assembly, resource, Content), resource);

    private static ExperimentSeeds Seeds(DocumentNode? node)
    {
        if (node is null)
        {
            return new ExperimentSeeds([], 0, null);
        }

        node.AllowOnly("full", "least", "paper");
        IReadOnlyList<ulong> full = node.Required("full").Seeds();
        return new ExperimentSeeds(full, node.Required("least").WholeNumber(1, full.Count), node.Find("paper")?.WholeNumber(1, 1000));
    }

    private static ExperimentSeeds SweptSeeds(DocumentNode? node)
    {
        if (node is { IsGroup: true })
        {
            node.AllowOnly("full", "least", "paper");
        }

        IReadOnlyList<ulong> seeds = node switch
        {
            null => [0],
            { IsGroup: true } => node.Required("full").Seeds(),
            _ => SweepFile.SeedsOf(node),
        };
        return new ExperimentSeeds(seeds, 1, null);
    }

    private static ReportForm Report(DocumentNode? node)
    {
        node?.AllowOnly("figure", "statistic", "metric", "x", "reference", "outcomes");
        return new ReportForm(
            node?.Find("figure")?.OneOf<FigureForm>() ?? FigureForm.None,
            node?.Find("statistic")?.OneOf<CurveStatistic>() ?? CurveStatistic.MedianQuartiles,
            node?.TextOf("metric", Learning.Runs.MetricsColumns.TestReturnMean) ?? Learning.Runs.MetricsColumns.TestReturnMean,
            node?.TextOf("x", Learning.Runs.MetricsColumns.TEnv) ?? Learning.Runs.MetricsColumns.TEnv)
        { Reference = Reference(node?.Find("reference")) };
    }

    private static ReferenceLevel? Reference(DocumentNode? node)
    {
        node?.AllowOnly("label", "value", "policy");
        return node is null ? null
            : (node.Find("value") is null) != (node.Find("policy") is null)
                ? new ReferenceLevel(node.Required("label").Text(), node.Find("value")?.Number(-1e9, 1e9), node.Find("policy")?.Text())
                : throw node.MustBe("a level with a value or a policy, and not both");
    }

    private static QuickForm? Quick(DocumentNode? node, IReadOnlyCollection<string> arms, IReadOnlyCollection<string> environments)
    {
        node?.AllowOnly("settings", "seeds", "arms", "environments");
        return node is null ? null : new QuickForm(
            node.Find("settings").Settings(),
            node.Required("seeds").Seeds(),
            node.Find("arms").Names("arm", arms),
            node.Find("environments").Names("environment", environments));
    }

    private Experiment Read(DocumentNode root, string file)
    {
        root.AllowOnly(Keys);
        ExperimentSeeds seeds = Seeds(root.Find("seeds"));
        Experiment experiment = WithoutClaims(root, file, root.Required("experiment").Text(), seeds) with
        {
            Title = root.Required("title").Text(),
            Paper = root.Required("paper").Text(),
            Place = root.Required("place").Text(),
            Kind = root.Required("kind").OneOf<ExperimentKind>(),
        };
        if (experiment.Arms.Any(arm => arm.Impossible is null))
        {
            // Arms that can run need somewhere to run, and seeds.
            _ = root.Required("environments");
            _ = root.Required("seeds");
        }

        return experiment with { Claims = Unique(root.Find("claims"), "claim", ClaimsOf(experiment).Read, claim => claim.Id) };
    }

    private ClaimReader ClaimsOf(Experiment experiment) => new(
        [.. experiment.Arms.Select(arm => arm.Id)],
        [.. experiment.Environments.Select(world => world.Id)],
        [.. experiment.Environments.SelectMany(StatisticsOf).Distinct()],
        experiment.PaperValues,
        Math.Max(1, experiment.Seeds.Least));

    /// <summary>What a file of an experiment and one of a sweep have in common.</summary>
    private Experiment WithoutClaims(DocumentNode root, string file, string name, ExperimentSeeds seeds)
    {
        ExperimentEnvironment[] worlds = Unique(root.Find("environments"), "environment", Environment, world => world.Id);
        string[] worldIds = [.. worlds.Select(world => world.Id)];
        ExperimentArm[] arms = Unique(root.Find("arms"), "arm", node => Arm(node, worldIds), arm => arm.Id);
        var experiment = new Experiment
        {
            Name = name,
            File = file,
            Title = root.TextOf("title", name),
            Paper = "",
            Place = "",
            Kind = ExperimentKind.Learned,
            PaperValues = PaperValuesReader.Read(root.Find("paper_values"), [.. arms.Select(arm => arm.Id)]),
            Environments = worlds,
            Settings = root.Find("settings").Settings(),
            Arms = arms,
            Seeds = seeds,
            Quick = Quick(root.Find("quick"), [.. arms.Select(arm => arm.Id)], worldIds),
            Report = Report(root.Find("report")),
            Notes = root.Find("notes").Texts(),
        };
        RunOutcome[] outcomes = Unique(root.Find("report")?.Find("outcomes"), "outcome", node => ClaimsOf(experiment).Outcome(node), outcome => outcome.Name);
        return experiment with { Report = experiment.Report with { Outcomes = outcomes } };
    }

    private static T[] Unique<T>(DocumentNode? list, string kind, Func<DocumentNode, T> read, Func<T, string> idOf)
    {
        HashSet<string> ids = new(StringComparer.OrdinalIgnoreCase);
        return list is null ? [] : [.. list.Items().Select(item => read(item) is var entry && ids.Add(idOf(entry))
            ? entry
            : throw new UserErrorException($"the {kind} {Wording.Quote(idOf(entry))}{item.Where} is there twice; letter case does not tell two apart"))];
    }

    private ExperimentEnvironment Environment(DocumentNode node)
    {
        node.AllowOnly("id", "name", "settings", "normalise");
        DocumentNode name = node.Required("name");
        if (environments.Find(name.Text()) is null)
        {
            throw new UserErrorException(Wording.Unknown("environment", name.Text(), name.Where, environments.Names));
        }

        return new ExperimentEnvironment(
            node.Required("id").Text(), name.Text(), node.Find("settings").Settings(), node.Find("normalise") is { } bounds ? Bounds(bounds) : null, node.Where);
    }

    private static (double Low, double High) Bounds(DocumentNode node) =>
        node.Items() is [var low, var high] && low.AnyNumber() < high.AnyNumber() ? (low.AnyNumber(), high.AnyNumber()) : throw node.MustBe("a low and a high return");

    private ExperimentArm Arm(DocumentNode node, IReadOnlyCollection<string> worlds)
    {
        node.AllowOnly("id", "algorithm", "label", "preset", "settings", "environments", "optional", "extra", "impossible");
        string id = node.Required("id").Text();
        if (id.Contains(',', StringComparison.Ordinal) || id.Any(char.IsUpper))
        {
            throw node.Required("id").MustBe("in lower case and without a comma");
        }

        DocumentNode algorithm = node.Required("algorithm");
        if (!algorithms.Names.Contains(algorithm.Text()))
        {
            throw new UserErrorException(Wording.Unknown("algorithm", algorithm.Text(), algorithm.Where, algorithms.Names));
        }

        return new ExperimentArm(id, algorithm.Text())
        {
            Label = node.TextOf("label", id),
            Preset = node.Find("preset")?.Text(),
            Settings = node.Find("settings").Settings(),
            Environments = node.Find("environments").Names("environment", worlds),
            IsOptional = node.IsTrue("optional"),
            IsExtra = node.IsTrue("extra"),
            Impossible = node.Find("impossible")?.Text(),
            Where = node.Where,
        };
    }

    /// <summary>What an environment counts by episode; nothing where it cannot be made without settings, such as a file.</summary>
    private IReadOnlyList<string> StatisticsOf(ExperimentEnvironment world)
    {
        try
        {
            return environments[world.Name].SpecOf().Statistics;
        }
        catch (UserErrorException)
        {
            return [];
        }
    }
}
