using System.Text;
using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>
/// Follows a <c>metrics.csv</c> that another process may be writing, and reads only what is new. It keeps where the last whole line ends and a checksum of
/// that line. A file that is shorter, has other bytes there, or has another header was cut or replaced, and is read anew. Equal bytes are equal rows:
/// a run that is resumed makes again the rows that were cut.
/// </summary>
/// <param name="path">The file. It need not exist yet.</param>
public sealed class MetricsFollower(string path)
{
    private const long MostBytes = 256 << 20;

    private Followed _followed = new([]);

    /// <summary>The names of the columns in order; none while there is no whole first line.</summary>
    public IReadOnlyList<string> Columns => _followed.Columns;

    /// <summary>How many whole rows there are.</summary>
    public int Rows => _followed.TEnv.Count;

    /// <summary>When the evaluations were made; every one later than the one before.</summary>
    public IReadOnlyList<long> TEnv => _followed.TEnv;

    /// <summary>A column's figures, row by row; null where the field is empty. A column that the file does not have has none.</summary>
    public IReadOnlyList<double?> this[string column] =>
        Array.IndexOf(_followed.Columns, column) is >= 0 and int index ? _followed.Values[index] : [];

    /// <summary>Reads what is new. When this throws, all that was read before is still there.</summary>
    /// <exception cref="UserErrorException">The file cannot be read, is damaged, or is none of this kind.</exception>
    public MetricsChange Follow()
    {
        try
        {
            using FileStream stream = SharedReading.Open(path);
            return Follow(stream);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return Replace(new Followed([]));
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot read '{path}'", failure);
        }
    }

    private MetricsChange Follow(FileStream stream)
    {
        if (stream.Length > MostBytes)
        {
            throw new UserErrorException($"'{path}' is larger than {MostBytes >> 20} MiB");
        }

        if (_followed.End > 0 && _followed.IsBeginningOf(stream))
        {
            return AddRows(_followed, WholeLines(stream, _followed.End)) ? MetricsChange.Added : MetricsChange.None;
        }

        byte[] content = WholeLines(stream, 0);
        if (content.Length == 0)
        {
            return Replace(new Followed([]));
        }

        int header = content.AsSpan().IndexOf((byte)'\n') + 1;
        var anew = new Followed(MetricsLines.Columns(path, Encoding.UTF8.GetString(content, 0, header - 1))) { Header = Mark.Of(content, 0, header) };
        anew.Last = anew.Header;
        AddRows(anew, content.AsMemory(header));
        return Replace(anew);
    }

    private MetricsChange Replace(Followed anew)
    {
        bool same = anew.End == 0 && _followed.End == 0;
        _followed = anew;
        return same ? MetricsChange.None : MetricsChange.Anew;
    }

    /// <summary>The bytes from some place to the end of the last whole line.</summary>
    private static byte[] WholeLines(FileStream stream, long from)
    {
        byte[] content = new byte[stream.Length - from];
        stream.Position = from;
        int length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return content[..(content.AsSpan(0, length).LastIndexOf((byte)'\n') + 1)];
    }

    /// <summary>Adds whole lines; all of them or, when one is damaged, none.</summary>
    private bool AddRows(Followed followed, ReadOnlyMemory<byte> lines)
    {
        if (lines.IsEmpty)
        {
            return false;
        }

        ReadOnlySpan<char> text = Encoding.UTF8.GetString(lines.Span[..^1]);
        List<long> tEnv = [];
        List<double?[]> rows = [];
        int row = followed.TEnv.Count;
        foreach (Range line in text.Split('\n'))
        {
            double?[] values = new double?[followed.Columns.Length];
            long? before = tEnv.Count > 0 ? tEnv[^1] : followed.TEnv.Count > 0 ? followed.TEnv[^1] : null;
            tEnv.Add(MetricsLines.Row(path, row++, text[line], followed.Columns, before, values));
            rows.Add(values);
        }

        followed.TEnv.AddRange(tEnv);
        for (int column = 0; column < followed.Columns.Length; column++)
        {
            followed.Values[column].AddRange(rows.Select(values => values[column]));
        }

        int last = lines.Span[..^1].LastIndexOf((byte)'\n') + 1;
        followed.Last = Mark.Of(lines.Span, last, lines.Length - last) with { Start = followed.End + last };
        return true;
    }

    /// <summary>Where a line stands, and its checksum.</summary>
    private readonly record struct Mark(long Start, int Length, uint Checksum)
    {
        public static Mark Of(ReadOnlySpan<byte> bytes, int start, int length) =>
            new(start, length, Foundation.Checksum.Of(bytes.Slice(start, length)));

        public bool IsIn(FileStream stream)
        {
            if (stream.Length < Start + Length)
            {
                return false;
            }

            byte[] line = new byte[Length];
            stream.Position = Start;
            return stream.ReadAtLeast(line, Length, throwOnEndOfStream: false) == Length && Foundation.Checksum.Of(line) == Checksum;
        }
    }

    /// <summary>What was read of one file.</summary>
    private sealed class Followed(string[] columns)
    {
        public string[] Columns { get; } = columns;

        public List<long> TEnv { get; } = [];

        public List<double?>[] Values { get; } = Array.ConvertAll(columns, _ => new List<double?>());

        public Mark Header { get; init; }

        public Mark Last { get; set; }

        /// <summary>Where the last whole line ends.</summary>
        public long End => Last.Start + Last.Length;

        public bool IsBeginningOf(FileStream stream) => Last.IsIn(stream) && Header.IsIn(stream);
    }
}
