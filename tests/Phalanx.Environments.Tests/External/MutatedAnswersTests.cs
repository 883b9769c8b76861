using Phalanx.Environments.External;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.External;

/// <summary>A thousand conversations whose answers were changed on their way: each goes on, or ends in a sentence.</summary>
public class MutatedAnswersTests
{
    private const int Steps = 6;

    private static readonly StreamPurpose Changes = StreamPurpose.Named("tests/external-answers");

    [Fact]
    public void Whatever_comes_is_understood_or_refused_in_a_sentence()
    {
        byte[] good = Answers();
        Assert.Null(Converse(good));
        var random = new RandomStream(1, Changes, 0);
        int refused = 0;
        for (int i = 0; i < 1000; i++)
        {
            string? told = Converse(Changed(good, ref random));
            Assert.DoesNotContain('\n', told ?? "");
            refused += told is null ? 0 : 1;
        }

        Assert.InRange(refused, 300, 1000);
    }

    /// <summary>What a program answers to what <c>Converse</c> asks.</summary>
    private static byte[] Answers()
    {
        var questions = new EchoingPeer([]);
        _ = Converse(questions);
        for (int heard = -1; ;)
        {
            // The questions depend on the answers, so they are found out step by step.
            var output = new MemoryStream();
            try
            {
                EnvironmentServer.Serve(new MemoryStream(questions.Said), output, (_, count) => EnvironmentRegistry.WithBuiltIns().Create("predator-prey", null, count));
            }
            catch (EndOfStreamException)
            {
            }

            if (output.Length == heard)
            {
                return output.ToArray();
            }

            heard = (int)output.Length;
            questions = new EchoingPeer(output.ToArray());
            _ = Converse(questions);
        }
    }

    private static string? Converse(byte[] answers) => Converse(new EchoingPeer(answers));

    private static string? Converse(EchoingPeer peer)
    {
        try
        {
            using var program = new ExternalProgram(new Conversation(peer, null), new HelloMessage(2, 0, "{}"), "external", null);
            program.Reset(0, 1);
            program.Reset(1, 2);
            int[] actions = new int[2 * program.Told.Spec.Agents];
            float[] numbers = new float[2 * program.Told.Spec.Agents * program.Told.Spec.Actions.Dimensions];
            for (int step = 0; step < Steps; step++)
            {
                program.AskStep([0, 1], program.Told.Spec.Actions.IsDiscrete ? new JointAction(actions) : new JointAction(numbers));
                program.AnswerStep(new StepResult[2]);
            }

            return null;
        }
        catch (EnvironmentContractException refused)
        {
            return refused.Rule;
        }
        catch (ConversationException over)
        {
            return over.Message;
        }
    }

    private static byte[] Changed(byte[] answers, ref RandomStream random)
    {
        var changed = new List<byte>(answers);
        for (int times = 1 + random.NextInt(3); times > 0; times--)
        {
            int at = random.NextInt(changed.Count);
            switch (random.NextInt(4))
            {
                case 0:
                    changed[at] ^= (byte)(1 << random.NextInt(8));
                    break;
                case 1:
                    changed.RemoveRange(at, Math.Min(changed.Count - at, 1 + random.NextInt(16)));
                    break;
                case 2:
                    changed.Insert(at, (byte)random.NextInt(256));
                    break;
                default:
                    changed.RemoveRange(at, changed.Count - at);
                    break;
            }

            if (changed.Count == 0)
            {
                break;
            }
        }

        return [.. changed];
    }

    /// <summary>A program that says what was written for it, whatever it is asked.</summary>
    private sealed class EchoingPeer(byte[] answers) : Peer
    {
        private readonly MemoryStream _said = new();

        public override string Name => "the program";

        public byte[] Said => _said.ToArray();

        protected override Stream Input { get; } = new MemoryStream(answers);

        protected override Stream Output => _said;

        public override int Hear(Span<byte> bytes, TimeSpan? limit) => Input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);

        public override string DescribeEnd() => "ended";

        public override void Dispose()
        {
        }
    }
}
