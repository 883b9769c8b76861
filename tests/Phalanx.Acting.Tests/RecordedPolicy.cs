using System.Runtime.InteropServices;
using System.Text.Json;

namespace Phalanx.Acting.Tests;

/// <summary>A policy of tests/fixtures/policies and the steps that were recorded of it.</summary>
internal sealed class RecordedPolicy
{
    private RecordedPolicy(string name, string file, IReadOnlyList<RecordedStep> steps) => (Name, File, Steps) = (name, file, steps);

    public string Name { get; }

    public string File { get; }

    public IReadOnlyList<RecordedStep> Steps { get; }

    public static IEnumerable<string> Names => Fixtures.Files("policies", "*.safetensors").Select(file => Path.GetFileNameWithoutExtension(file)!);

    public static RecordedPolicy Read(string name)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(Fixtures.File($"policies/{name}.json")));
        return new RecordedPolicy(name, Fixtures.File($"policies/{name}.safetensors"), [.. document.RootElement.EnumerateArray().Select(RecordedStep.Read)]);
    }

    /// <summary>Plays all steps; the bits of all outputs and actions.</summary>
    public List<byte[]> Play()
    {
        PolicyTeam team = ActingPolicy.Load(File).CreateTeam();
        List<byte[]> bits = [];
        foreach (RecordedStep step in Steps)
        {
            if (step.Begins)
            {
                team.Begin();
            }

            byte[] actions = step.Act(team);
            bits.Add([.. MemoryMarshal.AsBytes(team.Outputs), .. actions]);
        }

        return bits;
    }
}

/// <summary>What a team saw in a step, what its network made of it, and what it did.</summary>
internal sealed record RecordedStep(bool Begins, float[] Seen, bool[] Absent, bool[] Hidden, bool[] Available, byte[] Outputs, byte[] Actions)
{
    public static RecordedStep Read(JsonElement step) => new(
        step.GetProperty("begins").GetBoolean(),
        Of<float>(step, "seen"),
        Of<bool>(step, "absent"),
        Of<bool>(step, "hidden"),
        Of<bool>(step, "available"),
        Of<byte>(step, "outputs"),
        Of<byte>(step, "actions"));

    /// <summary>Lets a team act on what was seen; the bytes of what it does.</summary>
    public byte[] Act(PolicyTeam team)
    {
        if (Available.Length == 0)
        {
            float[] numbers = new float[Actions.Length / sizeof(float)];
            team.Act(Seen, numbers);
            return MemoryMarshal.AsBytes<float>(numbers).ToArray();
        }

        int[] actions = new int[Actions.Length / sizeof(int)];
        if (Absent.Length > 0)
        {
            team.Act(new SeenEntities(Seen, Absent, Hidden), Available, actions);
        }
        else
        {
            team.Act(Seen, Available, actions);
        }

        return MemoryMarshal.AsBytes<int>(actions).ToArray();
    }

    private static T[] Of<T>(JsonElement step, string name)
        where T : struct => MemoryMarshal.Cast<byte, T>(step.GetProperty(name).GetBytesFromBase64()).ToArray();
}
