using System.Text.RegularExpressions;

namespace Phalanx.Architecture.Tests;

/// <summary>
/// Windows asks every open file what others may do meanwhile. What reads through <c>File</c> or a <c>StreamReader</c> of a path forbids writing,
/// replacing and deleting, and a run whose files are looked at would fail. So files are read through <c>SharedReading</c>.
/// </summary>
public partial class ReadingTests
{
    /// <summary>Files that read otherwise, since what they read is no file that a run writes.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["src/Phalanx.Learning/Runs/MemoryLimit.cs"] = "the system's own files",
        ["src/Phalanx.Learning/Runs/Machine.cs"] = "the system's own files",
        ["src/Phalanx.Cli/Interruption.cs"] = "the system's own files",
    };

    [Fact]
    public void Readers_leave_to_writers_all_that_they_may_do()
    {
        string[] found =
        [
            .. from path in Repository.Code
               where path.StartsWith("src/", StringComparison.Ordinal) && !Allowed.ContainsKey(path)
               from line in Repository.Read(path).Split('\n')
               where Reads(line)
               select $"{path}: {line.Trim()}",
        ];
        Assert.True(found.Length == 0, $"use SharedReading: {string.Join("; ", found)}");
    }

    [Fact]
    public void Every_file_that_may_read_otherwise_does() => Assert.All(Allowed.Keys, path => Assert.Contains(Repository.Read(path).Split('\n'), Reads));

    [Theory]
    [InlineData("string text = File.ReadAllText(path);")]
    [InlineData("foreach (string line in File.ReadLines(path))")]
    [InlineData("using FileStream stream = File.OpenRead(path);")]
    [InlineData("using StreamReader reader = new(path, Strict);")]
    [InlineData("using var reader = new StreamReader(file);")]
    [InlineData("new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);")]
    public void Readers_that_forbid_are_seen(string line) => Assert.True(Reads(line));

    [Theory]
    [InlineData("byte[] bytes = SharedReading.AllBytes(path);")]
    [InlineData("using StreamReader reader = new(stream);")]
    [InlineData("new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);")]
    [InlineData("using var record = RecordFile.Open(path);")]
    [InlineData("GivenGroup given = YamlReader.ReadFile(path);")]
    public void Readers_that_share_are_not_taken_for_others(string line) => Assert.False(Reads(line));

    private static bool Reads(string line) => Forbidding().IsMatch(line) || (line.Contains("FileAccess.Read,", StringComparison.Ordinal) && !Sharing().IsMatch(line));

    [GeneratedRegex(@"(?<![A-Za-z])File\.(ReadAll\w+|ReadLines\w*|OpenRead|OpenText|OpenHandle|Open)\(|StreamReader(\s+\w+\s*=\s*new)?\((path|file|Path\.)\b")]
    private static partial Regex Forbidding();

    [GeneratedRegex(@"FileShare\.ReadWrite \| FileShare\.Delete")]
    private static partial Regex Sharing();
}
