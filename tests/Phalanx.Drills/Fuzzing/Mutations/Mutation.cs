using System.Text;

namespace Phalanx.Drills.Fuzzing.Mutations;

/// <summary>Makes a case of a real file: a few changes of its bytes or, of a text, of its grammar.</summary>
internal static class Mutation
{
    private const int MostChanges = 4;
    private const int LongestCase = 1 << 18;

    /// <summary>A case.</summary>
    public static FuzzCase Of(FuzzTarget target, Random random)
    {
        int seed = random.Next(target.Seeds.Count);
        byte[] real = target.Seeds[seed];
        byte[] content = real;
        byte[] other = target.Seeds[random.Next(target.Seeds.Count)];

        // Some changes change nothing, such as those of a text without numbers; a case is never the real file.
        for (int changes = random.Next(1, MostChanges + 1); changes > 0 || content.AsSpan().SequenceEqual(real); changes--)
        {
            content = target.IsText && random.Next(3) > 0 ? ChangedText(content, other, random) : ByteChanges.Change(content, other, random);
        }

        content = content.Length > LongestCase ? content[..LongestCase] : content;
        bool seals = target.IsChecksummed && random.Next(2) == 0;
        return new FuzzCase(seals ? target.Seal(content) : content, seed, seals);
    }

    private static byte[] ChangedText(byte[] content, byte[] other, Random random) =>
        Encoding.UTF8.GetBytes(TextChanges.Change(Encoding.UTF8.GetString(content), Encoding.UTF8.GetString(other), random));
}
