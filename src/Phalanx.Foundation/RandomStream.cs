using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Phalanx.Foundation;

/// <summary>
/// A stream of random numbers with an address: (seed, purpose, index). The same address gives the same numbers, independent of all
/// other draws, of their order and of the number of threads. Different addresses never share a number.
/// </summary>
/// <remarks>
/// <para>
/// The generator is Philox4x32-10, a pure function from a 128-bit counter and a 64-bit key to a block of four random 32-bit words.
/// The address is laid out in them so that no two addresses share a counter:
/// </para>
/// <code>
/// key          seed
/// counter[0]   number of the block within the stream, 0 to 2^32 - 2
/// counter[1]   purpose (see <see cref="StreamPurpose"/>)
/// counter[2]   index, low half
/// counter[3]   index, high half
/// </code>
/// <para>
/// Block 2^32 - 1 is kept for <see cref="DeriveSeed"/>, so a derived seed is never also a draw. A stream thus holds 2^34 - 4 words;
/// drawing beyond them throws rather than repeats.
/// </para>
/// <para>
/// This is a mutable value of 48 bytes that never allocates. A copy continues independently from the same place and repeats the
/// same numbers, so pass it by <c>ref</c> and do not keep it in a <c>readonly</c> field.
/// </para>
/// <para>
/// All draws use only integer arithmetic, the four IEEE operations, the square root and <see cref="Elementary"/>: they are bit-identical on
/// every machine.
/// </para>
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "A stream of random numbers, as the literature has it.")]
public partial struct RandomStream
{
    private const int WordsPerBlock = 4;
    private const uint SeedBlock = uint.MaxValue;
    private const ulong WordsPerStream = (ulong)SeedBlock * WordsPerBlock;

    private readonly ulong _seed;
    private readonly ulong _index;
    private readonly uint _purpose;
    private ulong _position;

    // The block that holds the next word, except at a block's first word: that one is generated when it is drawn.
    // So a new stream costs nothing and default(RandomStream) is simply the stream at address (0, 0, 0).
    private PhiloxBlock _block;

    /// <summary>The stream at an address, at its beginning.</summary>
    /// <param name="seed">The seed of the run, or of the object that owns the stream.</param>
    /// <param name="purpose">What the draws are for.</param>
    /// <param name="index">Which of the streams of that purpose: an episode, a training step, a worker's part.</param>
    public RandomStream(ulong seed, StreamPurpose purpose, ulong index)
    {
        _seed = seed;
        _purpose = purpose.Hash;
        _index = index;
    }

    /// <summary>
    /// How many 32-bit words have been drawn. Setting it moves the stream there, forwards or back, in constant time.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The position lies beyond the end of the stream.</exception>
    public ulong Position
    {
        readonly get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, WordsPerStream);
            _position = value;
            if (value % WordsPerBlock != 0)
            {
                GenerateBlock();
            }
        }
    }

    /// <summary>
    /// A seed for something that has random streams of its own, for example one episode of an environment.
    /// It is never equal, other than by chance, to a seed derived at another address or to a draw from any stream.
    /// </summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="purpose">What the seed is for.</param>
    /// <param name="index">Which of the seeds of that purpose, for example the number of the episode.</param>
    public static ulong DeriveSeed(ulong seed, StreamPurpose purpose, ulong index)
    {
        PhiloxBlock block = Philox4x32.Generate(SeedBlock, purpose.Hash, (uint)index, (uint)(index >> 32), seed);
        return block[0] | ((ulong)block[1] << 32);
    }

    /// <summary>The next 32 random bits: one word.</summary>
    /// <exception cref="InvalidOperationException">The stream is used up, after 2^34 - 4 words.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint NextUInt32()
    {
        int lane = (int)_position & (WordsPerBlock - 1);
        if (lane == 0)
        {
            GenerateBlock();
        }

        _position++;
        return _block[lane];
    }

    /// <summary>The next 64 random bits: two words, the low one first.</summary>
    public ulong NextUInt64()
    {
        ulong low = NextUInt32();
        return low | ((ulong)NextUInt32() << 32);
    }

    private void GenerateBlock()
    {
        if (_position >= WordsPerStream)
        {
            throw new InvalidOperationException("The random stream is used up; give the draws to more than one index.");
        }

        uint blockNumber = (uint)(_position / WordsPerBlock);
        _block = Philox4x32.Generate(blockNumber, _purpose, (uint)_index, (uint)(_index >> 32), _seed);
    }
}
