using System.Globalization;
using System.Text;
using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>
/// Writes <c>metrics.csv</c>, a row for every evaluation. A row reaches the disk whole before <see cref="Append"/> returns, and
/// a row that cannot be written leaves the file as it was. The bytes follow from the figures alone.
/// </summary>
public sealed class MetricsFile
{
    private readonly string _path;
    private readonly MetricsColumns _columns;
    private readonly IReadOnlyList<string> _names;

    // How long the whole rows are: a part of one may follow that could be neither ended nor cut.
    private long _length;
    private Checksum _checksum;

    private MetricsFile(string path, MetricsColumns columns, IReadOnlyList<string> names, int rows, long length, Checksum checksum)
    {
        (_path, _columns, _names, _length, _checksum) = (path, columns, names, length, checksum);
        Rows = rows;
    }

    /// <summary>How many rows there are. A checkpoint saves it.</summary>
    public int Rows { get; private set; }

    /// <summary>The checksum of header and rows. A checkpoint saves it too.</summary>
    public uint Checksum => _checksum.Value;

    /// <summary>Begins the file with its header.</summary>
    /// <exception cref="UserErrorException">It cannot be written.</exception>
    public static MetricsFile Create(string path, MetricsColumns columns)
    {
        byte[] header = Encoding.UTF8.GetBytes(string.Join(',', columns.Names) + "\n");
        AtomicFile.WriteAllBytes(path, header);
        return new MetricsFile(path, columns, columns.Names, 0, header.Length, ChecksumOf(header));
    }

    /// <summary>
    /// Continues the file from a checkpoint: rows that were written after it are cut, so that the rows to come make the file what it
    /// would have been.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">The columns it must have; those of the numbers' health may be missing, all of them, where an earlier version began it.</param>
    /// <param name="tEnv">When the checkpoint was taken.</param>
    /// <param name="rows">How many rows there were then.</param>
    /// <param name="checksum">The <see cref="Checksum"/> then; null where it is not known.</param>
    /// <exception cref="UserErrorException">The file is missing or damaged, has other columns, or lacks rows.</exception>
    public static MetricsFile Resume(string path, MetricsColumns columns, long tEnv, int rows, uint? checksum = null)
    {
        byte[] content = MetricsTable.ReadBytes(path);
        int end = EndOfLines(content, rows + 1);
        if (end < 0)
        {
            throw new UserErrorException(
                $"'{path}' is damaged: the checkpoint at t_env {tEnv} was taken after {rows} rows, and not all are there");
        }

        MetricsTable kept = MetricsTable.Parse(path, Encoding.UTF8.GetString(content, 0, end));
        bool former = kept.Columns.SequenceEqual(columns.FormerNames);
        if (!former && !kept.Columns.SequenceEqual(columns.Names))
        {
            throw new UserErrorException(
                $"'{path}' has the columns {string.Join(',', kept.Columns)}, but the run now has {string.Join(',', columns.Names)}");
        }

        if (rows > 0 && kept.TEnv[^1] > tEnv)
        {
            throw new UserErrorException(
                $"'{path}' is damaged: its row {rows} is of t_env {kept.TEnv[^1]}, after the checkpoint at {tEnv}");
        }

        // Last, because what is wrong with a line says more.
        Checksum found = ChecksumOf(content.AsSpan(0, end));
        if (checksum is { } expected && expected != found.Value)
        {
            throw OtherRows(path, rows, tEnv);
        }

        if (end < content.Length)
        {
            AtomicFile.WriteAllBytes(path, content.AsMemory(0, end));
        }

        return new MetricsFile(path, columns, former ? columns.FormerNames : columns.Names, rows, end, found);
    }

    /// <summary>Adds a row.</summary>
    /// <param name="tEnv">Environment steps collected.</param>
    /// <param name="episode">Episodes collected.</param>
    /// <param name="figures">The other columns by name; those that are not given stay empty.</param>
    /// <exception cref="ArgumentException">There is no column for a figure.</exception>
    /// <exception cref="UserErrorException">The row cannot be written.</exception>
    /// <exception cref="MachineFaultException">The disk is full or fails; the row can be added again.</exception>
    public void Append(long tEnv, long episode, IReadOnlyDictionary<string, double> figures)
    {
        byte[] row = Encoding.UTF8.GetBytes(Row(tEnv, episode, figures));
        try
        {
            // Opened anew each time: between rows no process holds the file.
            using FileStream stream = FileAppending.Open(_path, FileMode.Open);
            if (stream.Length > _length)
            {
                stream.SetLength(_length);
            }

            FileAppending.Append(stream, row);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot write '{_path}'", failure);
        }

        _length += row.Length;
        _checksum.Add(row);
        Rows++;
    }

    /// <summary>The refusal of rows whose checksum is not the one that a checkpoint has of them.</summary>
    internal static UserErrorException OtherRows(string path, int rows, long tEnv) =>
        new($"'{path}' is damaged: its first {rows} rows are not those of the checkpoint at t_env {tEnv}, whose checksum is another one");

    private static Checksum ChecksumOf(ReadOnlySpan<byte> bytes)
    {
        Checksum checksum = default;
        checksum.Add(bytes);
        return checksum;
    }

    /// <summary>Where so many lines end; negative where there are fewer.</summary>
    internal static int EndOfLines(ReadOnlySpan<byte> content, int lines)
    {
        int end = 0;
        for (int i = 0; i < lines; i++)
        {
            int length = content[end..].IndexOf((byte)'\n');
            if (length < 0)
            {
                return -1;
            }

            end += length + 1;
        }

        return end;
    }

    private string Row(long tEnv, long episode, IReadOnlyDictionary<string, double> figures)
    {
        foreach (string name in figures.Keys)
        {
            if (name is MetricsColumns.TEnv or MetricsColumns.Episode || !_columns.Has(name))
            {
                throw new ArgumentException($"There is no column for the figure '{name}'.", nameof(figures));
            }
        }

        var row = new StringBuilder();
        row.Append(CultureInfo.InvariantCulture, $"{tEnv},{episode}");
        foreach (string name in _names.Skip(2))
        {
            row.Append(',');
            if (figures.TryGetValue(name, out double value))
            {
                // Without a format .NET writes the shortest digits that read back as the same number.
                row.Append(value.ToString(CultureInfo.InvariantCulture));
            }
        }

        return row.Append('\n').ToString();
    }
}
