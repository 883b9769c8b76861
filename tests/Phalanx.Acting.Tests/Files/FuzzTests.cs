namespace Phalanx.Acting.Tests.Files;

/// <summary>Files that were changed at random are refused or, where the change decides nothing, act as before; nothing else ever happens.</summary>
public class FuzzTests
{
    private const int Mutants = 2000;

    /// <summary>What reading may allocate: the file, its header in parts, its weights and what they are packed to.</summary>
    private const long MostBytesPerFile = 64 << 20;

    [Fact]
    public void A_mutated_file_is_refused_or_equal()
    {
        string[] names = [.. RecordedPolicy.Names];
        byte[][] files = [.. names.Select(name => File.ReadAllBytes(Fixtures.File($"policies/{name}.safetensors")))];
        var random = new Random(3);
        int refused = 0;
        for (int i = 0; i < Mutants; i++)
        {
            byte[] original = files[i % files.Length];
            byte[] mutant = Mutate(original, random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            ExportedPolicy? read = Read(mutant);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytesPerFile);
            refused += read is null ? 1 : 0;
            if (read is not null)
            {
                Assert.Equal(Content(PolicyFile.Read(original)), Content(read));
            }
        }

        Assert.InRange(refused, Mutants * 9 / 10, Mutants);
    }

    /// <summary>Damage behind right checksums: what a hostile writer would write. The checks of what is described must hold alone.</summary>
    [Fact]
    public void A_description_that_was_mutated_under_a_right_checksum_is_refused_or_acts()
    {
        var random = new Random(4);
        int acted = 0;
        foreach (string name in RecordedPolicy.Names)
        {
            var policy = PolicyFile.Read(Fixtures.File($"policies/{name}.safetensors"));
            string json = policy.Description.ToJson();
            for (int i = 0; i < Mutants / 10; i++)
            {
                char[] letters = json.ToCharArray();
                letters[random.Next(letters.Length)] = "0123456789abz\"{}[],:-"[random.Next(21)];
                byte[] file = new WrittenPolicy(policy) { Description = new string(letters) }.ToArray();
                if (Read(file) is { } read)
                {
                    // As far as making a team: sizes that do not fit each other would show there.
                    new ActingPolicy(read).CreateTeam().Begin();
                    acted++;
                }
            }
        }

        Assert.InRange(acted, 1, Mutants / 2);
    }

    private static ExportedPolicy? Read(byte[] file)
    {
        try
        {
            return PolicyFile.Read(file);
        }
        catch (PolicyFormatException refusal)
        {
            Assert.InRange(refusal.Message.Length, 10, 500);
            return null;
        }
    }

    private static string Content(ExportedPolicy policy) =>
        policy.Description.ToJson() + string.Concat(policy.Tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal).Select(tensor => $"{tensor.Name}{string.Join(' ', tensor.Values.ToArray())}"));

    private static byte[] Mutate(byte[] original, Random random)
    {
        byte[] mutant = (byte[])original.Clone();
        int at = random.Next(mutant.Length);
        switch (random.Next(5))
        {
            case 0:
                mutant[at] ^= (byte)(1 << random.Next(8));
                return mutant;
            case 1:
                return mutant[..at];
            case 2:
                byte[] more = new byte[random.Next(1, 200)];
                random.NextBytes(more);
                return [.. mutant[..at], .. more, .. mutant[at..]];
            case 3:
                int other = random.Next(mutant.Length);
                (mutant[at], mutant[other]) = (mutant[other], mutant[at]);
                return mutant;
            default:
                // In the header, where a change is understood.
                int near = random.Next(Math.Min(mutant.Length, 1500));
                mutant[near] = (byte)"0123456789\"{}[],:"[random.Next(17)];
                return mutant;
        }
    }
}
