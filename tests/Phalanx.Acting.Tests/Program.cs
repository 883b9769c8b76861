using System.Numerics;

namespace Phalanx.Acting.Tests;

/// <summary>What a process that a test starts does: it plays the recorded policies and tells the checksums of their bits.</summary>
internal static class Program
{
    /// <summary>What a vector is in this process.</summary>
    public static string Registers => $"vectors of {Vector<float>.Count}, {(Vector.IsHardwareAccelerated ? "in registers" : "in software")}";

    public static int Main(string[] args)
    {
        Console.WriteLine(Registers);
        if (args is ["time"])
        {
            Console.WriteLine(StepTime.Measure());
            return 0;
        }

        foreach (string line in Digests())
        {
            Console.WriteLine(line);
        }

        return 0;
    }

    public static string[] Digests() =>
        [.. RecordedPolicy.Names.Select(name => $"{name} {Castagnoli.Of(RecordedPolicy.Read(name).Play().SelectMany(bits => bits).ToArray()):x8}")];
}
