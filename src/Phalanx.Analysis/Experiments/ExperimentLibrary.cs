using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;

namespace Phalanx.Analysis.Experiments;

/// <summary>The experiments that come with the library, by name.</summary>
public sealed class ExperimentLibrary
{
    private const string Folder = "experiments/";
    private const string CatalogueFile = "paper.yaml";

    private readonly SortedDictionary<string, Lazy<Experiment>> _experiments = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ExperimentFamily> _families = new(StringComparer.Ordinal);

    /// <summary>The experiments, read against these registries when they are asked for.</summary>
    /// <param name="algorithms">The algorithms.</param>
    /// <param name="environments">The environments.</param>
    public ExperimentLibrary(AlgorithmRegistry algorithms, EnvironmentRegistry environments)
    {
        ExperimentReader reader = new(algorithms, environments);
        List<PaperCatalogue> papers = [];
        foreach (string resource in typeof(ExperimentLibrary).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            string name = resource.Replace('\\', '/');
            if (!name.StartsWith(Folder, StringComparison.Ordinal))
            {
                continue;
            }

            if (name.EndsWith($"/{CatalogueFile}", StringComparison.Ordinal))
            {
                papers.Add(PaperCatalogue.ReadEmbedded(typeof(ExperimentLibrary).Assembly, resource));
            }
            else
            {
                _experiments.Add(name[Folder.Length..^".yaml".Length], new Lazy<Experiment>(() => reader.ReadEmbedded(resource)));
            }
        }

        Papers = papers;
        foreach (ExperimentFamily family in papers.SelectMany(paper => paper.Families))
        {
            _families.Add(family.Name, family);
        }
    }

    /// <summary>The papers, in the order of their keys.</summary>
    public IReadOnlyList<PaperCatalogue> Papers { get; }

    /// <summary>The names of experiments and of families, in order.</summary>
    public IReadOnlyList<string> Names => [.. _experiments.Keys.Concat(_families.Keys).Order(StringComparer.Ordinal)];

    /// <summary>All experiments, in the order of their names.</summary>
    public IEnumerable<Experiment> All => _experiments.Values.Select(experiment => experiment.Value);

    /// <summary>The families, in the order of their names.</summary>
    public IReadOnlyCollection<ExperimentFamily> Families => _families.Values;

    /// <summary>What a name stands for: an experiment, a family, another name of either, or a table or figure that has no experiment.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="UserErrorException">There is no such name; the sentence suggests the nearest.</exception>
    public NamedExperiments this[string name]
    {
        get
        {
            string key = Papers.Select(paper => paper.Aliases.GetValueOrDefault(name)).FirstOrDefault(target => target is not null) ?? name;
            if (_experiments.TryGetValue(key, out Lazy<Experiment>? experiment))
            {
                return new NamedExperiments(key, null, [experiment.Value], null);
            }

            if (_families.TryGetValue(key, out ExperimentFamily? family))
            {
                return new NamedExperiments(key, family, [.. family.Panels.Select(panel => _experiments[panel].Value)], null);
            }

            return Papers.Select(paper => paper.Answers.GetValueOrDefault(key)).FirstOrDefault(answer => answer is not null) is { } known
                ? new NamedExperiments(key, null, [], known)
                : throw new UserErrorException($"there is no experiment {Phalanx.Settings.Wording.Quote(name)}{Advice(name)}");
        }
    }

    /// <summary>Whether a name stands for something.</summary>
    /// <param name="name">The name.</param>
    public bool Has(string name) => AllNames.Contains(name);

    private IEnumerable<string> AllNames => Names.Concat(Papers.SelectMany(paper => paper.Aliases.Keys.Concat(paper.Answers.Keys)));

    private string Advice(string name) => NearestName.Advice(name, AllNames, otherwise: "; 'phalanx list experiments' names them all");
}

/// <summary>What a name of the library stands for.</summary>
/// <param name="Name">The name of the experiment or of the family, which may differ from the one that was asked for.</param>
/// <param name="Family">The family; null for an experiment alone.</param>
/// <param name="Experiments">The experiments; none where there is an answer instead.</param>
/// <param name="Answer">What the table or figure is, where it has no experiment; null otherwise.</param>
public sealed record NamedExperiments(string Name, ExperimentFamily? Family, IReadOnlyList<Experiment> Experiments, string? Answer);
