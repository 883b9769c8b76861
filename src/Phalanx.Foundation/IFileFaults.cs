namespace Phalanx.Foundation;

/// <summary>Makes the files below a folder fail, for tests and drills. See <see cref="FileWriting"/>.</summary>
internal interface IFileFaults
{
    /// <summary>Called before a file or folder is made, opened to be written, moved or deleted. What it throws is what the file system says.</summary>
    /// <param name="path">The file or folder.</param>
    void BeforeChange(string path);

    /// <summary>Called before bytes are written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">How many.</param>
    /// <returns>How many reach the disk. Fewer end in a full disk.</returns>
    int BeforeWrite(string path, int count);
}
