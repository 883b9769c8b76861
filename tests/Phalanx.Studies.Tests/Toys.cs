using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Studies.Cells;

namespace Phalanx.Studies.Tests;

/// <summary>Small runs, and a folder of their own that goes with the test.</summary>
internal sealed class Toys : IDisposable
{
    public static readonly EnvironmentRegistry Environments = EnvironmentRegistry.WithBuiltIns();
    public static readonly AlgorithmRegistry Algorithms = AlgorithmRegistry.WithBuiltIns();

    public string Folder { get; } = Directory.CreateTempSubdirectory("phalanx-studies-").FullName;

    public static Cell Cell(params string[] set) => new(Settings(set), ResultVersions.First);

    public static RunSettings Settings(params string[] set) => new SettingsResolver(Algorithms.SettingsOf, Environments.SettingsOf)
        .Resolve(new RunRequest { Algorithm = "vdn", Environment = "matrix/qtran", Set = ["training.steps=40", "agent.hidden=4", .. set] })
        .Run;

    /// <summary>Trains a cell in a folder.</summary>
    public static void Train(Cell cell, string folder)
    {
        using var trainer = Trainer.Start(cell.Settings, folder, Environments, Algorithms, new TrainerServices { Threads = 1 });
        trainer.Run(CancellationToken.None);
    }

    public string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
