using System.Text.Json;
using System.Text.Json.Serialization;
using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>What a method held of a game of one step at one time of its training.</summary>
/// <param name="TEnv">Environment steps until then.</param>
/// <param name="Tables">The tables.</param>
public sealed record OneStepMoment(long TEnv, OneStepSummary Tables)
{
    /// <summary>The file that moments are kept in where checkpoints are not, beside <c>summary.json</c>.</summary>
    public const string File = "tables.json";

    /// <summary>Reads moments, in the order of the training.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UserErrorException">It is missing or damaged.</exception>
    public static IReadOnlyList<OneStepMoment> ReadAll(string path) => JsonFile.Read(path, MomentsJson.Default.IReadOnlyListOneStepMoment);

    /// <summary>Writes moments.</summary>
    /// <param name="path">The file.</param>
    /// <param name="moments">The moments, in the order of the training.</param>
    /// <exception cref="UserErrorException">It cannot be written.</exception>
    public static void WriteAll(string path, IReadOnlyList<OneStepMoment> moments) =>
        AtomicFile.WriteAllText(path, JsonSerializer.Serialize(moments, MomentsJson.Default.IReadOnlyListOneStepMoment) + "\n");
}

/// <summary>How moments are written: on one line, since tables of many actions are long.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, Converters = [typeof(NonFiniteAsNull)])]
[JsonSerializable(typeof(IReadOnlyList<OneStepMoment>))]
internal sealed partial class MomentsJson : JsonSerializerContext;
