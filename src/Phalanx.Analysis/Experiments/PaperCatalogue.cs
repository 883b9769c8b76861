using System.Reflection;
using Phalanx.Settings;

namespace Phalanx.Analysis.Experiments;

/// <summary>What is known of a paper beside its experiments: families of panels, other names of experiments, and what has no experiment.</summary>
/// <param name="Key">What names of experiments begin with.</param>
/// <param name="Title">The paper.</param>
/// <param name="Text">The name of the file that its text is in.</param>
/// <param name="Families">Experiments that are panels of one figure or table.</param>
/// <param name="Aliases">Other names of experiments and families.</param>
/// <param name="Answers">What tables and figures are that have no experiment.</param>
public sealed record PaperCatalogue(
    string Key,
    string Title,
    string Text,
    IReadOnlyList<ExperimentFamily> Families,
    IReadOnlyDictionary<string, string> Aliases,
    IReadOnlyDictionary<string, string> Answers)
{
    internal static PaperCatalogue ReadEmbedded(Assembly assembly, string resource)
    {
        DocumentNode root = DocumentNode.ReadEmbedded(assembly, resource, "experiments");
        root.AllowOnly("paper", "title", "text", "families", "aliases", "answers");
        string key = root.Required("paper").Text();
        return new PaperCatalogue(
            key,
            root.Required("title").Text(),
            root.Required("text").Text(),
            [.. root.Find("families")?.Members().Select(node => Family(node, key)) ?? []],
            Names(root.Find("aliases"), key, isName: true),
            Names(root.Find("answers"), key, isName: false));
    }

    private static ExperimentFamily Family(DocumentNode node, string key)
    {
        node.AllowOnly("title", "place", "panels");
        return new ExperimentFamily(
            $"{key}/{node.Key}",
            key,
            node.Required("title").Text(),
            node.Required("place").Text(),
            [.. node.Required("panels").Texts().Select(panel => $"{key}/{panel}")]);
    }

    private static SortedDictionary<string, string> Names(DocumentNode? node, string key, bool isName)
    {
        SortedDictionary<string, string> names = new(StringComparer.Ordinal);
        foreach (DocumentNode member in node?.Members() ?? [])
        {
            names.Add($"{key}/{member.Key}", isName ? $"{key}/{member.Text()}" : member.Text());
        }

        return names;
    }
}

/// <summary>Panels that one name runs.</summary>
/// <param name="Name">The name, <c>paper/figure-3</c>.</param>
/// <param name="Paper">The key of the paper.</param>
/// <param name="Title">What it shows, in one line.</param>
/// <param name="Place">Where it stands in the paper.</param>
/// <param name="Panels">The names of the experiments.</param>
public sealed record ExperimentFamily(string Name, string Paper, string Title, string Place, IReadOnlyList<string> Panels);
