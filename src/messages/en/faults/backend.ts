/** Why a backend can't be used, as a sentence. */
import type { BackendFault } from "../../../engine/backendError.ts";

export function backendFaultText(fault: BackendFault): string {
  switch (fault.detail) {
    case "deviation":
      return `Its results differ from the reference by ${fault.deviation} of the largest value; at most ${fault.tolerance} is accepted.`;
    case "no-webgl":
      return "There is no WebGL here.";
    case "no-webgl-version":
      return "This browser has no WebGL.";
    case "webgl-not-started":
      return "WebGL did not start.";
    case "webgl-context-lost":
      return "The browser took the WebGL context away.";
    case "not-started":
      return `The ${fault.backend} backend did not start.`;
    case "no-webgpu":
      return "This browser has no WebGPU.";
    case "no-adapter":
      return "There is no WebGPU adapter.";
    case "software-adapter":
      return `The only WebGPU adapter is a software one (${fault.adapter}).`;
    case "device-error":
      return `The WebGPU device reported an error: ${fault.message}`;
    case "device-lost":
      return `The WebGPU device was lost. ${fault.message}`;
    case "webgpu-not-started":
      return "The webgpu backend did not start.";
    case "foreign":
      return fault.message;
    case "none-works":
      return fault.backends.map(({ name, fault: own }) => `${name}: ${backendFaultText(own)}`).join(" ");
  }
}
