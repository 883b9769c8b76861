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
    private const string PlanFile = "plan.json";

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
        PlanDocument document = new(plan.Name, [.. plan.Cells.Select(cell => new PlanDocumentCell(cell.Id, cell.Cell.Folder, cell.Cell.Steps, cell.ReplayBytes))]);
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

                AtomicFile.WriteAllText(folder.SettingsOf(cell), SettingsYaml.Write(inputs.Beside(cell)));
            }

            AtomicFile.WriteAllText(file, JsonSerializer.Serialize(document, PlanJson.Default.PlanDocument) + "\n");
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
        PlanDocument document = ReadDocument(path);
        plan = StudyPlan.OfFiles(document.Study, document.Cells.Select(cell => System.IO.Path.Combine(path, "plan", $"{cell.Id}.yaml")), environments, algorithms);
        return Open(path, plan);
    }

    /// <summary>The names of the cells of a study, in order, without looking at their settings.</summary>
    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public static IReadOnlyList<string> CellsOf(string path) => [.. ReadDocument(path).Cells.Select(cell => cell.Id)];

    /// <summary>Whether a folder is that of a study.</summary>
    public static bool IsAt(string path) => File.Exists(System.IO.Path.Combine(path, PlanFile));

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

    private static PlanDocument ReadDocument(string path)
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

    private static PlanDocument Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(SharedReading.AllBytes(file), PlanJson.Default.PlanDocument) ?? throw new JsonException();
        }
        catch (JsonException damage)
        {
            throw new UserErrorException($"'{file}' is damaged; delete its folder to begin the study anew, its cells stay", damage);
        }
    }

    private static void ThrowUnlessContinued(string path, PlanDocument old, PlanDocument planned)
    {
        bool continued = old.Cells.Count <= planned.Cells.Count && old.Cells.Zip(planned.Cells).All(pair => pair.First == pair.Second);
        if (!continued)
        {
            throw new UserErrorException(
                $"the study '{path}' has another plan; give this one another name, or delete that folder to begin anew, its cells stay");
        }
    }
}

/// <summary>The content of <c>plan.json</c>.</summary>
/// <param name="Study">What the study is called.</param>
/// <param name="Cells">The cells in order.</param>
internal sealed record PlanDocument(string Study, IReadOnlyList<PlanDocumentCell> Cells);

/// <summary>A cell in <c>plan.json</c>.</summary>
/// <param name="Id">Its name in the plan.</param>
/// <param name="Folder">Its folder in a store of cells.</param>
/// <param name="Steps">Environment steps that are asked for.</param>
/// <param name="ReplayBytes">The most memory that its replay can take.</param>
internal sealed record PlanDocumentCell(string Id, string Folder, long Steps, long ReplayBytes);

/// <summary>How plans are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NewLine = "\n",
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PlanDocument))]
internal sealed partial class PlanJson : JsonSerializerContext;
