using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Environments;

/// <summary>Plays the joint actions of a one-step game and compares what they pay with the payoffs it declares.</summary>
internal static class PayoffProbe
{
    private const int MostCells = 1024;
    private const int FewSamples = 32;
    private const int ManySamples = 400;
    private const double StandardErrors = 6;

    public static void Run(CheckContext context)
    {
        if (context.Spec.Payoffs is not { } payoffs)
        {
            return;
        }

        IEnvironmentBatch batch = context.Create(1);
        RandomStream stream = context.ChoicesOf(100);
        int[] jointAction = new int[payoffs.Agents];
        for (int cell = 0; cell < Math.Min(payoffs.Values.Length, MostCells); cell++)
        {
            payoffs.WriteJointAction(payoffs.Values.Length <= MostCells ? cell : stream.NextInt(payoffs.Values.Length), jointAction);
            if (!Check(context, batch, jointAction, payoffs[jointAction]))
            {
                return;
            }
        }
    }

    private static bool Check(CheckContext context, IEnvironmentBatch batch, int[] jointAction, double payoff)
    {
        double[] rewards = Sample(context, batch, jointAction, FewSamples);
        bool isNoisy = Array.Exists(rewards, reward => reward != rewards[0]);
        rewards = isNoisy ? Sample(context, batch, jointAction, ManySamples) : rewards;
        double mean = isNoisy ? rewards.Average() : rewards[0];
        double squares = rewards.Sum(reward => (reward - mean) * (reward - mean));
        double tolerance = isNoisy ? StandardErrors * Math.Sqrt(squares) / rewards.Length : 0;
        if (Math.Abs(mean - payoff) <= tolerance)
        {
            return true;
        }

        string paid = isNoisy ? $"pays {Text(mean)} on average over {rewards.Length} episodes" : $"pays {Text(mean)}";
        context.Add(
            "payoffs",
            $"the joint action ({string.Join(", ", jointAction)}) {paid} but Payoffs says {Text(payoff)}; " +
            "declare the expected rewards exactly, or none");
        return false;
    }

    private static double[] Sample(CheckContext context, IEnvironmentBatch batch, int[] jointAction, int count)
    {
        double[] rewards = new double[count];
        StepResult[] result = new StepResult[1];
        for (int sample = 0; sample < count; sample++)
        {
            context.ThrowIfCancelled();
            ulong seed = context.SeedOf(sample);
            try
            {
                batch.Reset(0, seed);
                batch.Step([0], new JointAction(jointAction), result);
            }
            catch (Exception failure)
            {
                throw PlayException.Of($"Playing ({string.Join(", ", jointAction)})", seed, 0, failure);
            }

            rewards[sample] = result[0].Reward;
        }

        return rewards;
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
