using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Phalanx.Foundation;

namespace Phalanx.Settings;

/// <summary>
/// Files that settings name, such as a table or a map, where settings and files go to another folder or to another machine: a file lies beside the settings then, in
/// <c>files</c>, and is called by the SHA-256 of its content and its extension. A file of settings that says <c>files/&lt;sha256&gt;.json</c> means the one
/// beside itself, wherever it lies.
/// </summary>
public static partial class InputFiles
{
    /// <summary>The folder beside a file of settings.</summary>
    public const string Folder = "files";

    private const int Digits = 64;

    /// <summary>Whether it can be the name of a file in the folder: the SHA-256 of its content, with an extension or without one.</summary>
    public static bool IsName(string name) => name is not null && NamePattern().IsMatch(name);

    /// <summary>The SHA-256 that a name tells.</summary>
    public static string SumOf(string name) => name[..Digits];

    /// <summary>The name of a file by its content.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public static string NameOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string extension = Path.GetExtension(path).ToLowerInvariant();
        try
        {
            using FileStream stream = SharedReading.Open(path);
            string name = $"{Convert.ToHexStringLower(SHA256.HashData(stream))}{extension}";
            return IsName(name) ? name : SumOf(name);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot read '{path}', which a setting names", failure);
        }
    }

    /// <summary>The files that settings name.</summary>
    /// <param name="run">The settings.</param>
    /// <typeparam name="TRun">The record of all settings.</typeparam>
    [RequiresUnreferencedCode(SettingsTree.NotTrimmed)]
    public static IReadOnlyList<string> Of<TRun>(TRun run)
        where TRun : class, IRunSettings<TRun>
    {
        ArgumentNullException.ThrowIfNull(run);
        return [.. SettingsTree.Of(run).Settings.Select(FileOf).OfType<string>()];
    }

    /// <summary>The same settings with their files elsewhere.</summary>
    /// <param name="run">The settings.</param>
    /// <param name="placeOf">The path of a file now.</param>
    /// <typeparam name="TRun">The record of all settings.</typeparam>
    [RequiresUnreferencedCode(SettingsTree.NotTrimmed)]
    public static TRun Moved<TRun>(TRun run, Func<string, string> placeOf)
        where TRun : class, IRunSettings<TRun>
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(placeOf);
        var tree = SettingsTree.Of(run);
        return tree.Settings.Any(setting => FileOf(setting) is not null)
            ? (TRun)tree.Build(setting => FileOf(setting) is { } file ? placeOf(file) : setting.Default)
            : run;
    }

    /// <summary>The settings as a file of settings beside which those files lie has them. Files that are not called by their content stay as they are.</summary>
    /// <param name="run">The settings.</param>
    /// <typeparam name="TRun">The record of all settings.</typeparam>
    [RequiresUnreferencedCode(SettingsTree.NotTrimmed)]
    public static TRun Beside<TRun>(TRun run)
        where TRun : class, IRunSettings<TRun> => Moved(run, path => NameIn(path) is { } name ? PathOf(name) : path);

    /// <summary>What a file of settings says of a file beside it.</summary>
    public static string PathOf(string name) => $"{Folder}/{name}";

    /// <summary>The name of a file that is called by its content and lies in a folder for such; null of any other.</summary>
    public static string? NameIn(string path)
    {
        string name = Path.GetFileName(path);
        return IsName(name) && Path.GetFileName(Path.GetDirectoryName(path)) == Folder ? name : null;
    }

    /// <summary>Puts a file into a folder, under its name; one that is there is not written again.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Its name by its content.</param>
    /// <param name="folder">The folder of the settings.</param>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    /// <exception cref="UserErrorException">It has another content than its name tells.</exception>
    public static void Put(string path, string name, string folder)
    {
        string target = Path.Combine(folder, Folder, name);
        if (!File.Exists(target))
        {
            byte[] content = SharedReading.AllBytes(path);
            if (Convert.ToHexStringLower(SHA256.HashData(content)) != SumOf(name))
            {
                throw new UserErrorException($"the content of '{path}' is not what its name tells; the file was changed, or is damaged");
            }

            FileWriting.CreateFolder(Path.GetDirectoryName(target)!);
            AtomicFile.WriteAllBytes(target, content);
        }
    }

    /// <summary>What a file of settings says, with the files beside it where they lie.</summary>
    internal static Given Located(Given given, string folder) => given switch
    {
        GivenText { Text: var text } scalar when text.StartsWith($"{Folder}/", StringComparison.Ordinal) && IsName(text[(Folder.Length + 1)..]) =>
            scalar with { Text = Path.GetFullPath(Path.Combine(folder, text)) },
        GivenGroup group => group with { Members = [.. group.Members.Select(member => KeyValuePair.Create(member.Key, Located(member.Value, folder)))] },
        _ => given,
    };

    private static string? FileOf(Setting setting) => setting.NamesFile && setting.Default is string { Length: > 0 } file && !string.IsNullOrWhiteSpace(file) ? file : null;

    [GeneratedRegex(@"\A[0-9a-f]{64}(?:\.[a-z0-9]{1,8})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
