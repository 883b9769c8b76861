using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Phalanx.Environments;
using Phalanx.Environments.External;

namespace Phalanx.Testing.External;

/// <summary>
/// The program that tests of external environments start: <c>&lt;behaviour&gt; &lt;environment&gt;</c>. It serves a built-in environment, well or in one of
/// the ways in which a program can fail.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is not [string behaviour, string environment])
        {
            return 2;
        }

        Stream input = Console.OpenStandardInput(), output = Console.OpenStandardOutput();
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pid {Environment.ProcessId}"));
        switch (behaviour)
        {
            case "good":
                EnvironmentServer.Serve((settings, count) => EnvironmentRegistry.WithBuiltIns().Create(environment, null, count));
                return 0;
            case "tells":
                Console.Error.WriteLine(environment);
                return 3;
            case "loads":
                output.Write("Loading the world..\n"u8);
                output.Flush();
                Thread.Sleep(Timeout.Infinite);
                break;
            case "silent":
                Thread.Sleep(Timeout.Infinite);
                break;
            case "leaves":
                Console.Error.WriteLine("no licence");
                return 3;
            default:
                output = new AlteredAnswers(output, behaviour);
                break;
        }

        EnvironmentServer.Serve(input, output, (settings, count) => EnvironmentRegistry.WithBuiltIns().Create(environment, null, count));
        if (behaviour == "stays")
        {
            Thread.Sleep(Timeout.Infinite);
        }

        return 0;
    }

    /// <summary>Answers, some of which are altered on their way: the specification, or the third answer after it.</summary>
    private sealed class AlteredAnswers(Stream inner, string behaviour) : MemoryStream
    {
        private int _flushes;

        public override void Flush()
        {
            byte[] answer = ToArray();
            SetLength(0);
            _flushes++;
            inner.Write(_flushes == 2 ? OfSpec(answer) : _flushes == 5 ? OfStep(answer) : answer);
            inner.Flush();
            if (behaviour == "deaf" && _flushes == 3)
            {
                Thread.Sleep(Timeout.Infinite);
            }
        }

        private byte[] OfSpec(byte[] answer) => behaviour switch
        {
            "protocol-2" => Text(answer, "\"protocol\":1", "\"protocol\":2"),
            "no-agents" => Text(answer, "\"agents\"", "\"agentz\""),
            "differs" => Text(answer, "\"agent_feature_size\":0", $"\"agent_feature_size\":{Environment.ProcessId % 100_000}"),
            "no-json" => Text(answer, "{", "["),
            _ => answer,
        };

        private byte[] OfStep(byte[] answer)
        {
            switch (behaviour)
            {
                case "hangs":
                    Thread.Sleep(Timeout.Infinite);
                    break;
                case "exits":
                    Console.Error.WriteLine("out of memory\u001b[2J");
                    Environment.Exit(7);
                    break;
                case "killed":
                    using (var self = System.Diagnostics.Process.GetCurrentProcess())
                    {
                        self.Kill();
                    }

                    Thread.Sleep(Timeout.Infinite);
                    break;
                case "throws":
                    throw new InvalidOperationException("door 2 is open");
                case "long":
                    answer[0]++;
                    break;
                case "huge":
                    answer[3] = 0xFF;
                    break;
                case "other-kind":
                    answer[4] = 5;
                    break;
                case "other-number":
                    answer[6]++;
                    break;
                case "cut":
                    inner.Write(answer.AsSpan(0, answer.Length / 2));
                    inner.Flush();
                    Environment.Exit(0);
                    break;
                default:
                    break;
            }

            return answer;
        }

        private static byte[] Text(byte[] answer, string what, string by)
        {
            string header = Encoding.Latin1.GetString(answer, 0, 8), body = Encoding.Latin1.GetString(answer, 8, answer.Length - 8);
            int at = body.IndexOf(what, StringComparison.Ordinal);
            byte[] altered = Encoding.Latin1.GetBytes($"{header}{body[..at]}{by}{body[(at + what.Length)..]}");
            BinaryPrimitives.WriteInt32LittleEndian(altered, altered.Length - header.Length);
            return altered;
        }
    }
}
