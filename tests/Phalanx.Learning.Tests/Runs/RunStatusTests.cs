using System.Text;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public sealed class RunStatusTests : IDisposable
{
    private const string Whole =
        """{"format":1,"state":"running","beat":3,"pid":77,"started":"2026-03-01T09:30:00Z","updated":"2026-03-01T09:31:00Z","phase":"test","t_env":10,"steps":100,"episodes":2,"training_steps":1,"wall_seconds":60,"steps_per_second":null,"seconds_left":null,"rows":0,"checkpoint":null,"memory_bytes":1000,"error":null}""";

    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.At("progress.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_status_is_read_as_it_is_written()
    {
        File.WriteAllText(FilePath, Whole + "\n");
        RunStatus status = RunStatus.Read(FilePath)!;
        Assert.Equal((RunState.Running, RunPhase.Test, 3L, 10L), (status.State, status.Phase, status.Beat, status.TEnv));
        Assert.Equal(Whole + "\n", Encoding.UTF8.GetString(status.ToBytes()));
    }

    [Fact]
    public void Where_there_is_no_file_there_is_no_status() => Assert.Null(RunStatus.Read(FilePath));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    public void A_damaged_status_is_told_in_a_sentence(string content)
    {
        File.WriteAllText(FilePath, content);
        Assert.StartsWith("'progress.json' is damaged: something is wrong or missing near its line ", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"running\"", "\"stopped\"")] // which no process writes
    [InlineData("\"running\"", "\"asleep\"")]
    [InlineData("\"running\"", "0")]
    [InlineData("\"t_env\":10", "\"t_env\":-1")]
    [InlineData("\"wall_seconds\":60", "\"wall_seconds\":1e999")]
    public void A_status_that_cannot_be_is_damaged(string part, string instead)
    {
        File.WriteAllText(FilePath, Whole.Replace(part, instead, StringComparison.Ordinal));
        Assert.StartsWith("'progress.json' is damaged: ", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_format_is_named()
    {
        File.WriteAllText(FilePath, Whole.Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal));
        Assert.Equal("'progress.json' has format 2, and this build reads 1", Refusal());
    }

    [Fact]
    public void A_file_that_is_far_too_large_is_not_read()
    {
        File.WriteAllText(FilePath, new string(' ', 100_000));
        Assert.Equal("'progress.json' is damaged: it has 100000 bytes, and at most 65536 are allowed", Refusal());
    }

    private string Refusal() => _folder.Refusal(() => RunStatus.Read(FilePath));
}
