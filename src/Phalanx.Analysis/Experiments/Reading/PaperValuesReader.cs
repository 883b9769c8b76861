using Phalanx.Settings;

namespace Phalanx.Analysis.Experiments;

/// <summary>Reads the numbers that a paper prints. A cell that cannot be read is null.</summary>
internal static class PaperValuesReader
{
    private const string Source = "source";

    public static PaperValues Read(DocumentNode? node)
    {
        if (node is null)
        {
            return new PaperValues(PaperValueStatus.Absent, []);
        }

        node.AllowOnly("status", "tables");
        DocumentNode status = node.Required("status");
        PaperValueStatus known = status.OneOf<PaperValueStatus>();
        PaperTable[] tables = node.Find("tables") is { } list ? [.. list.Members().Select(Table)] : [];
        bool isInText = known is PaperValueStatus.Printed or PaperValueStatus.Damaged;
        return tables.Length == 0 || isInText ? new PaperValues(known, tables) : throw status.MustBe("printed or damaged where there are tables");
    }

    private static PaperTable Table(DocumentNode node) => new(
        node.Key,
        node.Required(Source).Text(),
        [.. node.Members().Where(member => member.Key != Source).Select(part => new PaperTablePart(part.Key, Rows(part)))]);

    /// <summary>A list of rows, or one row.</summary>
    private static IReadOnlyList<double?>[] Rows(DocumentNode part)
    {
        IReadOnlyList<DocumentNode> items = part.Items();
        return items.All(item => item.IsList) ? [.. items.Select(item => Row(item.Items()))] : [Row(items)];
    }

    private static IReadOnlyList<double?> Row(IReadOnlyList<DocumentNode> items) =>
        [.. items.Select(item => item.IsEmpty ? null : (double?)item.AnyNumber())];
}
