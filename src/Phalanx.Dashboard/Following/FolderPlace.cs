using System.Security.Cryptography;
using System.Text;

namespace Phalanx.Dashboard.Following;

/// <summary>Where a run or a study lies.</summary>
/// <param name="Id">Twelve hexadecimal digits of the path's SHA-256: what clients name it by.</param>
/// <param name="Path">The path from the folder that is shown, with forward slashes.</param>
/// <param name="Folder">The whole path.</param>
internal sealed record FolderPlace(string Id, string Path, string Folder)
{
    private const int Digits = 12;

    /// <summary>The place of a folder.</summary>
    public static FolderPlace Of(FolderBounds bounds, string folder)
    {
        string path = bounds.RelativePath(folder);
        return new FolderPlace(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..Digits], path, folder);
    }
}
