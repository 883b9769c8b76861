using System.Globalization;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;
using Phalanx.Studies.Plans;

namespace Phalanx.Cluster.Hubs;

/// <summary>
/// Studies that come in parts. No code travels, only settings, which the hub's own registries must know, and the files that they name by their content. A cell
/// that names a file by a path or starts a program is refused, since other machines have neither.
/// </summary>
internal sealed class SubmittedStudies(string folder, SubmittedInputs inputs, EnvironmentRegistry environments, AlgorithmRegistry algorithms)
{
    /// <summary>Those of which not all parts have come.</summary>
    public PartialStudies Parts { get; } = new();

    /// <summary>Plans the cells of settings, and writes the study or continues it.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="settings">The settings of its cells.</param>
    /// <param name="studies">Where studies lie.</param>
    /// <param name="plan">The cells.</param>
    /// <exception cref="UserErrorException">A cell cannot work, or names something that only one machine has.</exception>
    public StudyFolder Open(string name, IReadOnlyList<string> settings, string studies, out StudyPlan plan)
    {
        string own = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(own);
            string[] files = [.. settings.Select((_, place) => Path.Combine(own, string.Create(CultureInfo.InvariantCulture, $"cell-{place:D4}.yaml")))];
            foreach ((string file, string text) in files.Zip(settings))
            {
                File.WriteAllText(file, text);
            }

            // Before anything is planned, because planning makes environments, and so would start a program.
            var resolver = new SettingsResolver(algorithms.SettingsOf, environments.SettingsOf);
            foreach (string file in files)
            {
                RunSettings cell = resolver.Resolve(new RunRequest { ConfigFile = file }).Run;
                ThrowIfProgram(cell);
                inputs.PutBeside(cell, own);
            }

            plan = StudyPlan.OfFiles(name, files, environments, algorithms);
            return StudyFolder.Open(Path.Combine(studies, name), plan);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain("the hub cannot write the study's settings", failure);
        }
        finally
        {
            if (Directory.Exists(own))
            {
                Directory.Delete(own, recursive: true);
            }
        }
    }

    private void ThrowIfProgram(RunSettings settings)
    {
        if (environments[settings.EnvironmentName].Command is not null)
        {
            throw new UserErrorException($"'{settings.EnvironmentName}' is a program of one machine; no code travels to others, so train it with 'sweep'");
        }
    }
}
