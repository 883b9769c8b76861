using System.Globalization;
using System.Text;
using System.Text.Json;
using Phalanx.Environments;

namespace Phalanx.Native.Tests;

/// <summary>The compiled library, called by programs in C.</summary>
[Trait("Category", "Native")]
public sealed class LibraryTests(CompiledLibrary library) : IClassFixture<CompiledLibrary>
{
    private const int Steps = 500;
    private const int Copies = 8;

    private const string Payoffs = "3,-1\n0,2\n";

    private const string Map = """
        limit: 60
        terrain: simple
        allies:
          - {at: [9, 16], units: {marine: 2}}
        enemies:
          - {at: [23, 16], units: {marine: 2}}
        order: {attack_move: [9, 16]}
        """;

    [NativeFact]
    public void Every_function_answers_and_every_code_comes() =>
        Assert.Equal("every function and every code\n", library.Run("walk"));

    [NativeFact]
    public void Threads_do_not_disturb_each_other_and_a_batch_in_use_is_not_destroyed() =>
        Assert.Equal("threads do not disturb each other\n", library.Run("threads"));

    [NativeFact]
    public void Ten_thousand_batches_leave_no_memory_behind()
    {
        long[] kilobytes = [.. library.Run("memory", arguments: "10000").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)];
        Assert.Equal(10, kilobytes.Length);

        // The first tenths fill what the collector keeps.
        Assert.InRange(kilobytes[^1] - kilobytes[2], long.MinValue, 4096);
    }

    /// <summary>The list has the limits of every setting, and their order: both come from reflection, which has less to go by here.</summary>
    [NativeFact]
    public void Lists_and_specifications_are_the_same_as_in_process()
    {
        EnvironmentDefinition[] defaults = [.. Catalog.Offered.Where(definition => !definition.Name.EndsWith("/file", StringComparison.Ordinal))];
        IEnumerable<byte[]> specs = defaults.Select(definition => SpecJson.Write(definition.SpecOf(), count: 3));
        Assert.Equal(
            specs.Prepend(Catalog.List.ToArray()).Select(Encoding.UTF8.GetString),
            library.Run("texts", string.Concat(defaults.Select(definition => $"{definition.Name}\n"))).TrimEnd().Split('\n'));
    }

    [NativeFact]
    public void Every_environment_gives_the_same_bytes_as_in_process()
    {
        using TemporaryFolder folder = new();
        Dictionary<string, string> settings = new()
        {
            ["matrix/file"] = $$"""{"path": {{JsonSerializer.Serialize(folder.Write("game.csv", Payoffs))}}}""",
            ["battle/file"] = $$"""{"map": {{JsonSerializer.Serialize(folder.Write("map.yaml", Map))}}}""",
        };
        StringBuilder asked = new();
        StringBuilder expected = new();
        foreach (EnvironmentDefinition definition in Catalog.Offered)
        {
            string given = settings.GetValueOrDefault(definition.Name, "{}");
            using IEnvironmentBatch batch = definition.Create(definition.ReadSettings(JsonDocument.Parse(given).RootElement), Copies);
            (float low, float high) = batch.Spec.Actions.IsDiscrete ? (0, 0) : (batch.Spec.Actions.Low[0], batch.Spec.Actions.High[0]);
            asked.Append(CultureInfo.InvariantCulture, $"{definition.Name}\t{given}\t{low:R}\t{high:R}\n");
            expected.Append(CultureInfo.InvariantCulture, $"{definition.Name} {EpisodeHash.Of(batch, Steps):x16}\n");
        }

        Assert.True(expected.Length > 0);
        Assert.Equal(
            expected.ToString().Split('\n'),
            library.Run("hashes", asked.ToString(), $"{Steps}", $"{Copies}").Split('\n'));
    }
}
