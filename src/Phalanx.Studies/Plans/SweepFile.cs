using System.Globalization;
using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Studies.Plans;

/// <summary>
/// The file of a sweep: algorithms, environments, seeds, and settings with a value or a list of values each. Every combination is a cell.
/// <code>
/// algorithms: [qmix, vdn]
/// environments: [matrix/qtran, predator-prey]
/// seeds: [0, 1, 2]
/// preset: pymarl
/// set:
///   learner.lr: [0.0005, 0.001]
///   training.steps: 20000
/// </code>
/// </summary>
public sealed class SweepFile
{
    /// <summary>What sentences call the content of the file.</summary>
    public const string Content = "sweeps";

    private const int MostSeeds = 1_000;

    private SweepFile(string path, DocumentNode root)
    {
        root.AllowOnly("name", "algorithms", "environments", "seeds", "preset", "set");
        Name = StudyName.Of(root.Find("name")?.Text() ?? Path.GetFileNameWithoutExtension(path), path);
        Algorithms = Texts(root.Required("algorithms"));
        Environments = Texts(root.Required("environments"));
        Seeds = root.Find("seeds") is { } seeds ? SeedsOf(seeds) : [0];
        Preset = root.Find("preset")?.Text();
        Settings = root.Find("set") is { } set ? [.. set.Members().Select(Swept)] : [];
        StudyPlan.ThrowIfTooManyCells(
            Settings.Aggregate((double)Algorithms.Count * Environments.Count * Seeds.Count, (cells, setting) => cells * setting.Values.Count), path);
    }

    /// <summary>What the study is called; by default the file's name.</summary>
    public string Name { get; }

    /// <summary>The algorithms.</summary>
    public IReadOnlyList<string> Algorithms { get; }

    /// <summary>The environments.</summary>
    public IReadOnlyList<string> Environments { get; }

    /// <summary>The seeds.</summary>
    public IReadOnlyList<ulong> Seeds { get; }

    /// <summary>The preset of all cells, or null.</summary>
    public string? Preset { get; }

    /// <summary>Settings and their values, in the order of the file.</summary>
    public IReadOnlyList<SweptSetting> Settings { get; }

    /// <summary>Reads the file.</summary>
    /// <exception cref="UserErrorException">It cannot be read, or something in it is not allowed; the sentence names the line.</exception>
    public static SweepFile Read(string path) => Read(DocumentNode.ReadFile(path, Content), path);

    /// <summary>The same of a file that was read already.</summary>
    /// <param name="root">What is in the file.</param>
    /// <param name="path">The file, whose name is by default the study's.</param>
    /// <exception cref="UserErrorException">Something in it is not allowed; the sentence names the line.</exception>
    public static SweepFile Read(DocumentNode root, string path)
    {
        ArgumentNullException.ThrowIfNull(root);
        return new SweepFile(path, root);
    }

    /// <summary>A list of seeds, or their number: 5 are seeds 0 to 4.</summary>
    /// <param name="node">The list or the number.</param>
    /// <exception cref="UserErrorException">It is neither.</exception>
    public static IReadOnlyList<ulong> SeedsOf(DocumentNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.IsText
            ? [.. Enumerable.Range(0, node.WholeNumber(1, MostSeeds)).Select(seed => (ulong)seed)]
            : [.. Texts(node).Select(text => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
                ? seed
                : throw new UserErrorException($"{node.Path}{node.Where} has '{text}'; a seed is a whole number that is not negative"))];
    }

    /// <summary>Whether an assignment, <c>learner.lr=0.001</c>, is to a setting that has several values here.</summary>
    public bool Varies(string assignment) =>
        Settings.Any(setting => setting.Values.Count > 1 && assignment.StartsWith($"{setting.Path}=", StringComparison.Ordinal));

    /// <summary>Every combination of the values, the last setting's first to change.</summary>
    public IEnumerable<IReadOnlyList<string>> Assignments()
    {
        IEnumerable<IReadOnlyList<string>> all = [[]];
        foreach (SweptSetting setting in Settings)
        {
            all = all.SelectMany(before => setting.Values.Select(value => (IReadOnlyList<string>)[.. before, $"{setting.Path}={value}"]));
        }

        return all;
    }

    /// <summary>A setting of the file. Two are not for it to give: what is asked for would not be what is run.</summary>
    private static SweptSetting Swept(DocumentNode member) => member.Key switch
    {
        "training.seed" => throw new UserErrorException($"{member.Path}{member.Where} is not swept as a setting; give the seeds as 'seeds'"),
        "training.threads" => throw new UserErrorException($"{member.Path}{member.Where} cannot be set; a cell is trained on one thread, and 'sweep --slots' tells how many cells at once"),
        _ => new SweptSetting(member.Key, Texts(member)),
    };

    private static string[] Texts(DocumentNode node)
    {
        IReadOnlyList<DocumentNode> items = node.IsText ? [node] : node.Items();
        string[] texts = [.. items.Select(item => item.Text())];
        if (texts.Length == 0)
        {
            throw node.MustBe("a name or value, or a list of at least one");
        }

        return texts.Length == texts.Distinct(StringComparer.Ordinal).Count()
            ? texts
            : throw new UserErrorException($"{node.Path}{node.Where} has a value twice");
    }
}

/// <summary>A setting and the values that it has in a sweep.</summary>
/// <param name="Path">The setting.</param>
/// <param name="Values">Its values as texts.</param>
public sealed record SweptSetting(string Path, IReadOnlyList<string> Values);
