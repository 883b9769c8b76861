using System.Text.Json;
using System.Text.Json.Serialization;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Studies.Plans;

/// <summary>
/// The folder of a study: <c>plan.json</c>, the cells in order, and <c>plan/&lt;id&gt;.yaml</c>, the resolved settings of each, which are all there is to a
/// cell, but for the files that they name: these lie in <c>plan/files</c>, called by their content. A plan never changes once it is begun; a longer one may only append.
/// </summary>
public sealed class StudyFolder
{
    /// <summary>The name of the file of the plan.</summary>
    public const string PlanFile = "plan.json";

    /// <summary>The folder of snapshots that are not whole yet.</summary>
    public const string Staging = "staging";

    private StudyFolder(string path) => Path = path;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The default folder of a study.</summary>
    public static string DefaultPath(string study) => System.IO.Path.Combine("studies", study);

    /// <summary>Writes a plan, or checks that it continues the one that is there.</summary>
    /// <exception cref="UserErrorException">There is another plan, or the folder cannot be written.</exception>
    public static StudyFolder Open(string path, StudyPlan plan)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(plan);
        var folder = new StudyFolder(path);
        string file = System.IO.Path.Combine(path, PlanFile);
        StudyOutline document = new(plan.Name, [.. plan.Cells.Select(cell => new OutlinedCell(cell.Id, cell.Cell.Folder, cell.Cell.Steps, cell.ReplayBytes))]);
        try
        {
            if (File.Exists(file))
            {
                ThrowUnlessContinued(path, Read(file), document);
            }

            Directory.CreateDirectory(System.IO.Path.Combine(path, "plan"));
            var inputs = new StudyInputs();
            foreach (PlannedCell cell in plan.Cells)
            {
                foreach ((string name, string input) in inputs.Of(cell))
                {
                    InputFiles.Put(input, name, System.IO.Path.GetDirectoryName(folder.SettingsOf(cell))!);
                }

                WriteUnlessThere(folder.SettingsOf(cell), SettingsYaml.Write(inputs.Beside(cell)));
            }

            WriteUnlessThere(file, JsonSerializer.Serialize(document, PlanJson.Default.StudyOutline) + "\n");
            return folder;
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot write the study '{path}'", failure);
        }
    }

    /// <summary>Opens a study that was begun, and plans its cells again from their settings, which are all there is to them.</summary>
    /// <param name="path">The study's folder.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <param name="plan">The cells.</param>
    /// <exception cref="UserErrorException">It cannot be read, or its cells are other ones in this build.</exception>
    public static StudyFolder Reopen(string path, EnvironmentRegistry environments, AlgorithmRegistry algorithms, out StudyPlan plan)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        StudyOutline document = Outline(path);
        plan = StudyPlan.OfFiles(document.Study, document.Cells.Select(cell => System.IO.Path.Combine(path, "plan", $"{cell.Id}.yaml")), environments, algorithms);
        return Open(path, plan);
    }

    /// <summary>Whether a folder is that of a study.</summary>
    public static bool IsAt(string path) => File.Exists(System.IO.Path.Combine(path, PlanFile));

    /// <summary>What the plan of a study says of its cells, without looking at their settings.</summary>
    /// <param name="path">The study's folder.</param>
    /// <exception cref="ExplainedException">It cannot be read.</exception>
    public static StudyOutline Outline(string path)
    {
        try
        {
            return Read(System.IO.Path.Combine(path, PlanFile));
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot read the study '{path}'", failure);
        }
    }

    /// <summary>The settings of a cell with the files that they name where they lie in the study: a run that begins with them takes them along.</summary>
    public RunSettings Located(PlannedCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return InputFiles.Moved(cell.Cell.Settings, path => System.IO.Path.GetFullPath(
            System.IO.Path.Combine(System.IO.Path.GetDirectoryName(SettingsOf(cell))!, InputFiles.PathOf(InputFiles.NameIn(path) ?? InputFiles.NameOf(path)))));
    }

    /// <summary>A file that settings of the study name, by its content.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidDataException">It is no such name.</exception>
    public string InputOf(string name) => InputFiles.IsName(name)
        ? System.IO.Path.Combine(Path, "plan", InputFiles.Folder, name)
        : throw new InvalidDataException($"{Shown.Name(name)} is no name of a file by its content");

    /// <summary>The file of a cell's settings.</summary>
    public string SettingsOf(PlannedCell cell) => System.IO.Path.Combine(Path, "plan", $"{cell.Id}.yaml");

    private static StudyOutline Read(string file)
    {
        try
        {
            StudyOutline? outline = JsonSerializer.Deserialize(SharedReading.AllBytes(file), PlanJson.Default.StudyOutline);
            return outline is not null && !outline.Cells.Contains(null!) ? outline : throw new JsonException();
        }
        catch (JsonException damage)
        {
            throw new UserErrorException($"'{file}' is damaged; delete its folder to begin the study anew, its cells stay", damage);
        }
    }

    /// <summary>A study of thousands of cells is opened often and written once: each file that is written waits for the disk.</summary>
    private static void WriteUnlessThere(string path, string content)
    {
        if (!File.Exists(path) || SharedReading.AllText(path) != content)
        {
            AtomicFile.WriteAllText(path, content);
        }
    }

    private static void ThrowUnlessContinued(string path, StudyOutline old, StudyOutline planned)
    {
        bool continued = old.Cells.Count <= planned.Cells.Count && old.Cells.Zip(planned.Cells).All(pair => pair.First == pair.Second);
        if (!continued)
        {
            throw new UserErrorException(
                $"the study '{path}' has another plan; give this one another name, or delete that folder to begin anew, its cells stay");
        }
    }
}

/// <summary>How plans are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NewLine = "\n",
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StudyOutline))]
internal sealed partial class PlanJson : JsonSerializerContext;
