using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Analysis.Experiments;

/// <summary>Reads the numbers that a paper prints. A cell that cannot be read is null.</summary>
internal static class PaperValuesReader
{
    private const string Source = "source";
    private const string Arm = "arm";

    public static PaperValues Read(DocumentNode? node, IReadOnlyCollection<string> arms)
    {
        if (node is null)
        {
            return new PaperValues(PaperValueStatus.Absent, []);
        }

        node.AllowOnly("status", "tables");
        DocumentNode status = node.Required("status");
        PaperValueStatus known = status.OneOf<PaperValueStatus>();
        PaperTable[] tables = node.Find("tables") is { } list ? [.. list.Members().Select(table => Table(table, arms))] : [];
        bool isInText = known is PaperValueStatus.Printed or PaperValueStatus.Damaged;
        return tables.Length == 0 || isInText ? new PaperValues(known, tables) : throw status.MustBe("printed or damaged where there are tables");
    }

    private static PaperTable Table(DocumentNode node, IReadOnlyCollection<string> arms) => new(
        node.Key,
        node.Required(Source).Text(),
        [.. node.Members().Where(member => member.Key is not (Source or Arm)).Select(part => new PaperTablePart(part.Key, Rows(part)))],
        node.Find(Arm) is { } arm ? Known(arm, arms) : null);

    private static string Known(DocumentNode arm, IReadOnlyCollection<string> arms) =>
        arms.Contains(arm.Text()) ? arm.Text() : throw new UserErrorException(Wording.Unknown("arm", arm.Text(), arm.Where, arms));

    /// <summary>A list of rows, or one row.</summary>
    private static IReadOnlyList<double?>[] Rows(DocumentNode part)
    {
        IReadOnlyList<DocumentNode> items = part.Items();
        return items.All(item => item.IsList) ? [.. items.Select(item => Row(item.Items()))] : [Row(items)];
    }

    private static IReadOnlyList<double?> Row(IReadOnlyList<DocumentNode> items) =>
        [.. items.Select(item => item.IsEmpty ? null : (double?)item.AnyNumber())];
}
