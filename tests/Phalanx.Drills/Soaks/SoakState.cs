using System.Text.Json;
using System.Text.Json.Serialization;

namespace Phalanx.Drills.Soaks;

/// <summary>What a soak has done so far, in a file of its folder: it is done in parts.</summary>
internal sealed record SoakState
{
    private const string Name = "soak.json";

    public List<SoakCycle> Cycles { get; init; } = [];

    /// <summary>Hours so far.</summary>
    [JsonIgnore]
    public double Hours => Cycles.Sum(cycle => cycle.Seconds) / 3600;

    public static SoakState Read(string folder)
    {
        string path = Path.Combine(folder, Name);
        return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), SoakJson.Default.SoakState)! : new SoakState();
    }

    public void Write(string folder)
    {
        string temporary = Path.Combine(folder, $".{Name}.tmp");
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(this, SoakJson.Default.SoakState));
        File.Move(temporary, Path.Combine(folder, Name), overwrite: true);
    }
}

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(SoakState))]
internal sealed partial class SoakJson : JsonSerializerContext;
