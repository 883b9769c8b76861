using Phalanx.Foundation;

namespace Phalanx.Drills.Fuzzing;

/// <summary>A kind of file, and what reads it.</summary>
internal abstract class FuzzTarget
{
    /// <summary>What is read, as the table calls it.</summary>
    public abstract string Name { get; }

    /// <summary>Real ones, of which cases are made.</summary>
    public abstract IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Whether it is a text; then some changes are those of its grammar.</summary>
    public virtual bool IsText => true;

    /// <summary>Whether it has checksums.</summary>
    public virtual bool IsChecksummed => false;

    /// <summary>The most bytes that a byte of the file may cost beyond what the most expensive seed costs.</summary>
    public virtual int MostPerByte => 2;

    /// <summary>The most bytes that a case may cost whatever its size, because what it asks for is made.</summary>
    public virtual long MostMade => 0;

    /// <summary>The same content with checksums that are right.</summary>
    public virtual byte[] Seal(byte[] content) => content;

    /// <summary>Reads a case whole, by everything that reads such files.</summary>
    public abstract void Read(FuzzCase fuzzed);

    /// <summary>Whether a failure is the one that readers document.</summary>
    public virtual bool IsRefusal(Exception failure) => failure is UserErrorException;

    /// <summary>Whether a refusal is one by a checksum.</summary>
    public bool IsOfChecksum(Exception refusal) => IsChecksummed && refusal.Message.Contains("checksum", StringComparison.Ordinal);

    /// <summary>Does all of it, also where something is refused, and throws the first refusal in the end.</summary>
    protected void All(params ReadOnlySpan<Action> reads)
    {
        Exception? first = null;
        foreach (Action read in reads)
        {
            try
            {
                read();
            }
            catch (Exception refusal) when (IsRefusal(refusal))
            {
                first ??= refusal;
            }
        }

        if (first is not null)
        {
            throw new UserErrorException(first.Message, first);
        }
    }
}
