using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Hubs;

/// <summary>What is told of machines that compute other bits: what differs, and what makes them alike.</summary>
internal static class OtherBits
{
    /// <summary>Why a machine is refused.</summary>
    /// <param name="own">Its class.</param>
    /// <param name="study">The class that it must have, in words.</param>
    public static string Sentence(SlotClass own, string study) => SlotClass.Parse(study) is { } needed
        ? $"this machine computes other bits than the study: here it is {own.DifferenceFrom(needed)}, and the study has {needed.DifferenceFrom(own)}{Advice(own, needed)}"
        : $"this machine computes other bits than the study: here it is {own}, and the study has {study}";

    /// <summary>Why the cells of a study wait.</summary>
    /// <param name="name">The study.</param>
    /// <param name="study">Its class, in words.</param>
    /// <param name="workers">The class of the workers, in words.</param>
    public static string Sentence(string name, string study, string workers) => SlotClass.Parse(study) is { } own && SlotClass.Parse(workers) is { } there
        ? $"the cells of study {name} wait: it was begun with {own.DifferenceFrom(there)}, and the workers have {there.DifferenceFrom(own)}"
        : $"the cells of study {name} wait: it was begun with {study}, and the workers have {workers}";

    private static string Advice(SlotClass own, SlotClass needed)
    {
        List<string> steps = [];
        if (own.Build != needed.Build)
        {
            steps.Add("give all machines one build, by a copy of one folder or by a Release of one commit");
        }

        if (own.DotNet != needed.DotNet)
        {
            steps.Add($"install .NET {needed.DotNet} here");
        }

        if (own.Simd != needed.Simd)
        {
            steps.Add($"start the hub with --simd {own.Simd}, or fewer bits, for all to be alike");
        }

        return steps.Count > 0 ? $"; {string.Join(", and ", steps)}" : "; its processor or its C library computes other digits, and no switch makes them alike";
    }
}
