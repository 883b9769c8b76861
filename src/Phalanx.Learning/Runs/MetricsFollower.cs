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

    private ReadRows _read = new([]);

    /// <summary>The names of the columns in order; none while there is no whole first line.</summary>
    public IReadOnlyList<string> Columns => _read.Columns;

    /// <summary>How many whole rows there are.</summary>
    public int Rows => _read.TEnv.Count;

    /// <summary>When the evaluations were made; every one later than the one before.</summary>
    public IReadOnlyList<long> TEnv => _read.TEnv;

    /// <summary>A column's figures, row by row; null where the field is empty. A column that the file does not have has none.</summary>
    public IReadOnlyList<double?> this[string column] =>
        Array.IndexOf(_read.Columns, column) is >= 0 and int index ? _read.Values[index] : [];

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
            return Replace(new ReadRows([]));
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

        if (_read.End > 0 && _read.IsBeginningOf(stream))
        {
            return AddRows(_read, WholeLines(stream, _read.End)) ? MetricsChange.Added : MetricsChange.None;
        }

        byte[] content = WholeLines(stream, 0);
        if (content.Length == 0)
        {
            return Replace(new ReadRows([]));
        }

        int header = content.AsSpan().IndexOf((byte)'\n') + 1;
        var anew = new ReadRows(MetricsLines.Columns(path, Encoding.UTF8.GetString(content, 0, header - 1))) { Header = FileMark.Of(0, content.AsSpan(0, header)) };
        anew.Last = anew.Header;
        AddRows(anew, content.AsMemory(header));
        return Replace(anew);
    }

    private MetricsChange Replace(ReadRows anew)
    {
        bool same = anew.End == 0 && _read.End == 0;
        _read = anew;
        return same ? MetricsChange.None : MetricsChange.Anew;
    }

    /// <summary>The bytes from some place to the end of the last whole line.</summary>
    private static byte[] WholeLines(FileStream stream, long from)
    {
        byte[] content = new byte[Math.Max(0, stream.Length - from)]; // it may have been cut just now
        stream.Position = from;
        int length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return content[..(content.AsSpan(0, length).LastIndexOf((byte)'\n') + 1)];
    }

    /// <summary>Adds whole lines; all of them or, when one is damaged, none.</summary>
    private bool AddRows(ReadRows target, ReadOnlyMemory<byte> lines)
    {
        if (lines.IsEmpty)
        {
            return false;
        }

        ReadOnlySpan<char> text = Encoding.UTF8.GetString(lines.Span[..^1]);
        List<long> tEnv = [];
        List<double?[]> added = [];
        int row = target.TEnv.Count;
        foreach (Range line in text.Split('\n'))
        {
            double?[] values = new double?[target.Columns.Length];
            long? before = tEnv.Count > 0 ? tEnv[^1] : target.TEnv.Count > 0 ? target.TEnv[^1] : null;
            tEnv.Add(MetricsLines.Row(path, row++, text[line], target.Columns, before, values));
            added.Add(values);
        }

        target.TEnv.AddRange(tEnv);
        for (int column = 0; column < target.Columns.Length; column++)
        {
            target.Values[column].AddRange(added.Select(values => values[column]));
        }

        int last = lines.Span[..^1].LastIndexOf((byte)'\n') + 1;
        target.Last = FileMark.Of(target.End + last, lines.Span[last..]);
        return true;
    }

    /// <summary>What was read of one file.</summary>
    private sealed class ReadRows(string[] columns)
    {
        public string[] Columns { get; } = columns;

        public List<long> TEnv { get; } = [];

        public List<double?>[] Values { get; } = Array.ConvertAll(columns, _ => new List<double?>());

        public FileMark Header { get; init; }

        public FileMark Last { get; set; }

        /// <summary>Where the last whole line ends.</summary>
        public long End => Last.End;

        public bool IsBeginningOf(FileStream stream) => Last.IsIn(stream) && Header.IsIn(stream);
    }
}
