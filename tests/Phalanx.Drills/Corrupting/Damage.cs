using System.Text;

namespace Phalanx.Drills.Corrupting;

/// <summary>Damages a file.</summary>
internal static class Damage
{
    private const int LongestGarbage = 4096;
    private const int VersionOfBytes = 8;

    /// <summary>Damages it.</summary>
    /// <param name="kind">How.</param>
    /// <param name="path">The file.</param>
    /// <param name="other">The same file of another run.</param>
    /// <param name="random">Decides the rest.</param>
    /// <returns>What was done, to be done again; null where it cannot be done to such a file.</returns>
    public static string? Apply(DamageKind kind, string path, string other, Random random)
    {
        byte[] content = File.ReadAllBytes(path);
        switch (kind)
        {
            case DamageKind.Flipped when content.Length > 0:
                int bit = random.Next(8 * content.Length);
                content[bit / 8] ^= (byte)(1 << (bit % 8));
                File.WriteAllBytes(path, content);
                return $"bit {bit} flipped";
            case DamageKind.Cut when content.Length > 0:
                int length = random.Next(content.Length);
                File.WriteAllBytes(path, content[..length]);
                return $"cut after {length} bytes";
            case DamageKind.Emptied when content.Length > 0:
                File.WriteAllBytes(path, []);
                return "emptied";
            case DamageKind.Swapped when File.Exists(other):
                File.Copy(other, path, overwrite: true);
                return "swapped";
            case DamageKind.Version:
                return OtherVersion(path, content, random);
            case DamageKind.Folder:
                File.Delete(path);
                Directory.CreateDirectory(path);
                return "a folder in its place";
            case DamageKind.Link:
                return Link(path, random);
            case DamageKind.Removed:
                File.Delete(path);
                return "removed";
            case DamageKind.Appended:
                byte[] garbage = new byte[random.Next(1, LongestGarbage)];
                random.NextBytes(garbage);
                File.WriteAllBytes(path, [.. content, .. garbage]);
                return $"{garbage.Length} bytes appended";
            default:
                return null;
        }
    }

    private static string? OtherVersion(string path, byte[] content, Random random)
    {
        string name = Path.GetFileName(path);
        string text = Encoding.UTF8.GetString(content);
        switch (name)
        {
            case "state.json" when random.Next(2) == 0:
                SealedCheckpoint.MakeFormer(Path.GetDirectoryName(path)!);
                return "the version before this one";
            case "state.json":
                File.WriteAllText(path, text.Replace("\"format_version\": 2", "\"format_version\": 3", StringComparison.Ordinal));
                return "a later version";
            case "progress.json":
                File.WriteAllText(path, text.Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal));
                return "a later version";
            case var segment when segment.EndsWith(".bin", StringComparison.Ordinal) || segment.EndsWith(".phxr", StringComparison.Ordinal):
                content[VersionOfBytes]++;
                File.WriteAllBytes(path, content);
                return "a later version";
            default:
                return null;
        }
    }

    private static string Link(string path, Random random)
    {
        string elsewhere = path + ".elsewhere";
        string target = random.Next(4) switch
        {
            0 => elsewhere,
            1 => path + ".nowhere",
            2 => path,
            _ => "/dev/zero",
        };
        if (target == elsewhere)
        {
            File.Move(path, elsewhere);
        }
        else
        {
            File.Delete(path);
        }

        File.CreateSymbolicLink(path, target);
        return $"a link to {(target == elsewhere ? "itself elsewhere" : Path.GetFileName(target))} in its place";
    }
}
