using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Learning.Recording;

/// <summary>The records of a run's tests, a file each, named by <c>t_env</c>. Other files in the folder are left alone.</summary>
public sealed class RecordFolder
{
    /// <summary>How the names of records end.</summary>
    public const string Extension = ".phxr";

    private readonly string _folder;

    /// <summary>The records in a folder, which need not exist.</summary>
    public RecordFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = folder;
    }

    /// <summary>When the tests were, the earliest first.</summary>
    public IReadOnlyList<long> Available => Guarded(() => Directory.Exists(_folder)
        ? (IReadOnlyList<long>)[.. Directory.EnumerateFiles(_folder, $"*{Extension}").Select(Parse).OfType<long>().Order()]
        : []);

    /// <summary>Makes the folder, and names the file of a record of it.</summary>
    /// <param name="name">The name without its end.</param>
    /// <exception cref="UserErrorException">It cannot be made.</exception>
    public string NewFile(string name) => Guarded(() =>
    {
        FileWriting.CreateFolder(_folder);
        return Path.Combine(_folder, name + Extension);
    });

    /// <summary>The file of the record of a test.</summary>
    /// <exception cref="UserErrorException">Its folder cannot be made.</exception>
    public string NewFile(long tEnv) => NewFile(NameOf(tEnv));

    /// <summary>
    /// Deletes records until so many are left: each time, of all but the first and the last, the one whose neighbours are closest to each other, so that what
    /// stays is spread evenly.
    /// </summary>
    /// <exception cref="UserErrorException">One cannot be deleted.</exception>
    public void Prune(int keep)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(keep);
        List<long> left = [.. Available];
        while (left.Count > keep)
        {
            int closest = left.Count > 2 ? Enumerable.Range(1, left.Count - 2).MinBy(place => left[place + 1] - left[place - 1]) : 0;
            Delete(left[closest]);
            left.RemoveAt(closest);
        }
    }

    /// <summary>Deletes the records of tests after a progress, for a run that is continued from there.</summary>
    /// <exception cref="UserErrorException">One cannot be deleted.</exception>
    public void CutAfter(long tEnv)
    {
        foreach (long later in Available.Where(other => other > tEnv))
        {
            Delete(later);
        }
    }

    private static string NameOf(long tEnv) => tEnv.ToString(CultureInfo.InvariantCulture);

    private static long? Parse(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long tEnv) && name == NameOf(tEnv) ? tEnv : null;
    }

    private void Delete(long tEnv) => Guarded(() =>
    {
        FileWriting.DeleteFile(Path.Combine(_folder, NameOf(tEnv) + Extension));
        return 0;
    });

    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot keep records in '{_folder}'", failure);
        }
    }
}
